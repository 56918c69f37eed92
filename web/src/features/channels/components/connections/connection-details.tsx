import { CircleAlert, CircleCheck, CircleDashed } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Notice } from '@/components/ui/notice';
import { formatDay, formatMoment } from '@/lib/format';
import type { Connection } from '../../api/types';

const STATUS = {
  not_connected: { Icon: CircleDashed, tone: 'text-soft' },
  connected: { Icon: CircleCheck, tone: 'text-leaf' },
  reconnect: { Icon: CircleAlert, tone: 'text-madder' },
} as const;

const EXPIRY_WARNING_MS = 7 * 24 * 3_600_000;

/** Whether a working connection expires within seven days. */
export function expiresSoon({ status, expires_at }: Connection, now = Date.now()): boolean {
  return (
    status === 'connected' &&
    expires_at !== null &&
    Date.parse(expires_at) - now < EXPIRY_WARNING_MS
  );
}

/** The status as text and icon. */
export function ConnectionStatus({ status }: { status: Connection['status'] }) {
  const { t } = useTranslation();
  const { Icon, tone } = STATUS[status];
  return (
    <p className={`flex items-center gap-1.5 font-bold ${tone}`}>
      <Icon aria-hidden className="size-5 shrink-0" />
      {t(`connections.status.${status}`)}
    </p>
  );
}

/** The account, and the dates of connection, expiry and last use. */
export function ConnectionDetails({ connection }: { connection: Connection }) {
  const { t } = useTranslation();
  const rows = [
    [t('connections.account'), connection.account.name],
    [t('connections.since'), connection.connected_at && formatDay(connection.connected_at)],
    [t('connections.expires'), connection.expires_at && formatDay(connection.expires_at)],
    [t('connections.lastUsed'), connection.last_used_at && formatMoment(connection.last_used_at)],
  ].filter(([, value]) => value);
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt className="text-fine text-soft">{name}</dt>
          <dd className="font-bold">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The last error of the connection, and its expiry if soon. */
export function ConnectionProblems({ connection, name }: { connection: Connection; name: string }) {
  const { t } = useTranslation();
  const { problem, expires_at: expiresAt } = connection;
  return (
    <>
      {problem && (
        <Notice tone="warning" title={problem.message}>
          {problem.remedy}
        </Notice>
      )}
      {expiresAt && expiresSoon(connection) && (
        <Notice tone="hint" title={t('connections.expiresSoon', { day: formatDay(expiresAt) })}>
          {t('connections.expiresSoonBody', { platform: name })}
        </Notice>
      )}
    </>
  );
}
