import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { Failure } from '@/components/ui/failure';
import { Progress } from '@/components/ui/progress';
import { Skeleton } from '@/components/ui/skeleton';
import { formatMoment, formatNumber } from '@/lib/format';
import { quotaOptions } from '../api/preferences';
import type { ApiQuota, Capabilities } from '../api/types';

/** Whether the platform takes at least one more listing today; unknown counts as yes. */
function hasQuotaLeft({ listings_left: left }: ApiQuota): boolean {
  return left === null || left > 0;
}

/** The API calls left today, and the listings that they are enough for. */
export function QuotaPanel({ connectionId }: { connectionId: string }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(quotaOptions(connectionId, true));
  if (error) return <Failure error={error} onRetry={refetch} />;
  if (!data) return <Skeleton label={t('common.loading')} className="h-16" />;
  const { per_day: perDay, left } = data;
  const known = perDay !== null && left !== null;
  return (
    <div className="grid max-w-xl gap-2">
      {known && (
        <Progress
          label={t('quota.left')}
          text={t('quota.of', { left: formatNumber(left), most: formatNumber(perDay) })}
          value={left}
          max={perDay}
        />
      )}
      <p>{quotaText(data, t)}</p>
      <p className="text-fine text-soft">{t('quota.read', { when: formatMoment(data.read_at) })}</p>
    </div>
  );
}

function quotaText(
  { listings_left: left, calls_per_listing: callsPerListing }: ApiQuota,
  t: TFunction,
): string {
  if (left === null) return t('quota.unknown', { each: formatNumber(callsPerListing) });
  return t('quota.pieces', { pieces: formatNumber(left), each: formatNumber(callsPerListing) });
}

interface QuotaLineProps {
  channel: Capabilities;
  connectionId: string;
}

/** The quota in one line, for the publishing form. */
export function QuotaLine({ channel, connectionId }: QuotaLineProps) {
  const { t } = useTranslation();
  const { data } = useQuery(quotaOptions(connectionId, channel.quota));
  if (!data) return null;
  return (
    <p className={hasQuotaLeft(data) ? 'text-fine text-soft' : 'font-bold text-fine text-madder'}>
      {hasQuotaLeft(data) ? quotaText(data, t) : t('quota.exhausted', { platform: channel.name })}
    </p>
  );
}
