import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Budget } from '@/api/channels';
import type { Capabilities } from '@/api/shapes';
import { Failure } from '@/components/ui/failure';
import { Progress } from '@/components/ui/progress';
import { Waiting } from '@/components/ui/waiting';
import { formatMoment, formatNumber } from '@/lib/format';
import { budgetOptions } from '../api/preferences';

/** Whether the platform takes at least one more listing today; unknown counts as yes. */
function lasts({ listings_left: left }: Budget): boolean {
  return left === null || left > 0;
}

/** How many calls the platform takes today, and how many pieces that is. */
export function BudgetPanel({ channel }: { channel: Capabilities }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(budgetOptions(channel.platform, true));
  if (error) return <Failure error={error} onRetry={refetch} />;
  if (!data) return <Waiting label={t('common.loading')} className="h-16" />;
  const { per_day: most, left } = data;
  const known = most !== null && left !== null;
  return (
    <div className="grid max-w-xl gap-2">
      {known && (
        <Progress
          label={t('budget.left')}
          text={t('budget.of', { left: formatNumber(left), most: formatNumber(most) })}
          value={left}
          most={most}
        />
      )}
      <p>{budgetWords(data, t)}</p>
      <p className="text-fine text-soft">
        {t('budget.read', { when: formatMoment(data.read_at) })}
      </p>
    </div>
  );
}

function budgetWords(
  { listings_left: left, calls_per_listing: each }: Budget,
  t: TFunction,
): string {
  if (left === null) return t('budget.unknown', { each: formatNumber(each) });
  return t('budget.pieces', { pieces: formatNumber(left), each: formatNumber(each) });
}

/** The same in a line, where somebody is about to publish. */
export function BudgetLine({ channel }: { channel: Capabilities }) {
  const { t } = useTranslation();
  const { data } = useQuery(budgetOptions(channel.platform, channel.budget));
  if (!data) return null;
  return (
    <p className={lasts(data) ? 'text-fine text-soft' : 'font-bold text-fine text-madder'}>
      {lasts(data) ? budgetWords(data, t) : t('budget.spent', { platform: channel.name })}
    </p>
  );
}
