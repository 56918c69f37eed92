import { useQuery } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { Notice } from '@/components/ui/notice';
import { Skeleton } from '@/components/ui/skeleton';
import { formatMoment } from '@/lib/format';
import { isSyncing, syncOptions, useSyncNow } from '../../api/sync';
import type { Connection, Sync } from '../../api/types';

/** Starts a sync of orders and metrics, and shows its state. */
export function SyncPanel({ connection }: { connection: Connection }) {
  const { t } = useTranslation();
  const { data: sync, error, refetch } = useQuery(syncOptions(connection.connection_id));
  const now = useSyncNow(connection.connection_id);
  if (error && !sync) return <Failure error={error} onRetry={refetch} />;
  if (!sync) return <Skeleton label={t('common.loading')} className="h-24" />;
  const reading = isSyncing(sync);
  return (
    <div className="grid justify-items-start gap-4">
      <SyncStatus sync={sync} />
      {sync.status === 'failed' && sync.problem && (
        <Notice tone="warning" title={sync.problem}>
          {sync.remedy}
        </Notice>
      )}
      {now.error && <Failure error={now.error} />}
      {connection.status === 'connected' ? (
        <Button
          busy={reading || now.isPending}
          icon={<RefreshCw aria-hidden className="size-5" />}
          onClick={() => now.mutate()}
        >
          {t('sync.now')}
        </Button>
      ) : (
        <p className="text-soft">{t('sync.connectFirst')}</p>
      )}
    </div>
  );
}

/** The counts are of what has been read so far; the total is unknown. */
function SyncStatus({ sync }: { sync: Sync }) {
  const { t } = useTranslation();
  const { status, orders, metrics } = sync;
  return (
    <div role="status">
      <p className="font-bold">{t(`sync.status.${status}`)}</p>
      {status !== 'never' && status !== 'queued' && (
        <p className="tabular-nums">
          {t('sync.orders', { count: orders })} · {t('sync.metrics', { count: metrics })}
        </p>
      )}
      {sync.ended_at && !isSyncing(sync) && (
        <p className="text-fine text-soft">
          {t('sync.ended', { when: formatMoment(sync.ended_at) })}
        </p>
      )}
    </div>
  );
}
