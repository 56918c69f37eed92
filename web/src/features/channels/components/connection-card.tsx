import { CircleAlert, CircleCheck, CircleDashed, UserRoundSearch } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Capabilities, Connection } from '@/api/shapes';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { Failure } from '@/components/ui/failure';
import { Notice } from '@/components/ui/notice';
import { PlatformMark } from '@/components/ui/platform-mark';
import { formatDay, formatMoment } from '@/lib/format';
import { type ConnectionActions, useConnectionActions } from '../api/channels';
import { AssistedHelp } from './assisted-help';
import { ChooseAccount } from './choose-account';

const STATUS = {
  not_connected: { Icon: CircleDashed, tone: 'text-soft' },
  choose_account: { Icon: UserRoundSearch, tone: 'text-turmeric-ink' },
  connected: { Icon: CircleCheck, tone: 'text-leaf' },
  reconnect: { Icon: CircleAlert, tone: 'text-madder' },
} as const;

interface ConnectionCardProps {
  channel: Capabilities;
  connection: Connection;
}

/** One selling place: whether it is connected, to whom, and the one next thing to do. */
export function ConnectionCard({ channel, connection }: ConnectionCardProps) {
  const { t } = useTranslation();
  const actions = useConnectionActions(connection.platform);
  const { Icon, tone } = STATUS[connection.status];
  const failed =
    actions.connect.error ?? actions.choose.error ?? actions.test.error ?? actions.disconnect.error;
  return (
    <li
      id={channel.platform}
      className="grid content-start gap-4 border-line border-t-2 py-6 md:grid-cols-[20rem_minmax(0,1fr)]"
    >
      <div className="flex gap-4">
        <PlatformMark
          platform={channel.platform}
          size="large"
          muted={connection.status === 'not_connected'}
        />
        <div>
          <h2 className="text-head">{channel.name}</h2>
          <p className={`flex items-center gap-1.5 font-bold ${tone}`}>
            <Icon aria-hidden className="size-5" />
            {t(`connections.status.${connection.status}`)}
          </p>
        </div>
      </div>
      <div className="grid gap-4">
        <Details connection={connection} />
        {connection.problem && (
          <Notice tone="warning" title={connection.problem.message}>
            {connection.problem.remedy}
          </Notice>
        )}
        {failed && <Failure error={failed} />}
        {actions.test.isSuccess && connection.status === 'connected' && (
          <Notice tone="done" title={t('connections.works')} />
        )}
        <NextStep {...{ channel, connection, actions }} />
      </div>
    </li>
  );
}

function Details({ connection }: { connection: Connection }) {
  const { t } = useTranslation();
  const rows = [
    [t('connections.account'), connection.account?.name],
    [t('connections.since'), connection.connected_at && formatDay(connection.connected_at)],
    [t('connections.expires'), connection.expires_at && formatDay(connection.expires_at)],
    [t('connections.lastUsed'), connection.last_used_at && formatMoment(connection.last_used_at)],
  ].filter(([, value]) => value);
  if (rows.length === 0 || connection.status === 'not_connected') return null;
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

interface NextStepProps extends ConnectionCardProps {
  actions: ConnectionActions;
}

function NextStep({ channel, connection, actions }: NextStepProps) {
  const { status } = connection;
  if (channel.connect === 'assisted' && status !== 'connected') {
    return <AssistedHelp channel={channel} />;
  }
  if (status === 'choose_account') {
    return <ChooseAccount choices={connection.choices} choosing={actions.choose} />;
  }
  return <Buttons {...{ channel, connection, actions }} />;
}

function Buttons({ channel, connection, actions }: NextStepProps) {
  const { t } = useTranslation();
  const { status } = connection;
  const platform = channel.name;
  return (
    <div className="flex flex-wrap items-start gap-3">
      {status !== 'connected' && (
        <Button
          look={status === 'reconnect' ? 'main' : 'calm'}
          busy={actions.connect.isPending}
          onClick={() => actions.connect.mutate()}
          aria-label={`${t(status === 'reconnect' ? 'connections.reconnect' : 'connections.connect')}: ${platform}`}
        >
          {t(status === 'reconnect' ? 'connections.reconnect' : 'connections.connect')}
        </Button>
      )}
      {status === 'connected' && (
        <Button
          busy={actions.test.isPending}
          onClick={() => actions.test.mutate()}
          aria-label={`${t('connections.test')}: ${platform}`}
        >
          {t('connections.test')}
        </Button>
      )}
      {status !== 'not_connected' && (
        <Confirm
          title={t('connections.disconnectTitle', { platform })}
          body={t('connections.disconnectBody')}
          action={t('connections.disconnectAction')}
          onConfirm={() => actions.disconnect.mutate()}
          trigger={(ask) => (
            <Button
              look="plain"
              busy={actions.disconnect.isPending}
              aria-label={`${t('connections.disconnect')}: ${platform}`}
              onClick={ask}
            >
              {t('connections.disconnect')}
            </Button>
          )}
        />
      )}
    </div>
  );
}
