import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { Failure } from '@/components/ui/failure';
import { Notice } from '@/components/ui/notice';
import { type ConnectionActions, useConnectionActions } from '../../api/channels';
import type { Capabilities, Connection } from '../../api/types';
import { AccountPicker } from './account-picker';
import { AssistedConnectHelp } from './assisted-connect-help';
import { ConnectInputForm } from './connect-input-form';
import { ConnectionDetails, ConnectionProblems, expiresSoon } from './connection-details';

interface ConnectionPanelProps {
  channel: Capabilities;
  connection: Connection;
}

interface StepProps extends ConnectionPanelProps {
  actions: ConnectionActions;
}

/** The state of a connection, and the actions on it. */
export function ConnectionPanel({ channel, connection }: ConnectionPanelProps) {
  const { t } = useTranslation();
  const actions = useConnectionActions(connection.platform);
  const failed =
    actions.connect.error ?? actions.choose.error ?? actions.test.error ?? actions.disconnect.error;
  const step = { channel, connection, actions };
  return (
    <div className="grid content-start gap-4">
      <ConnectionDetails connection={connection} />
      <ConnectionProblems connection={connection} name={channel.name} />
      {failed && <Failure error={failed} />}
      {actions.test.isSuccess && connection.status === 'connected' && (
        <Notice tone="done" title={t('connections.works')} />
      )}
      <NextStep {...step} />
      <Buttons {...step} />
    </div>
  );
}

/** The next step of connecting, if there is one. */
function NextStep({ channel, connection, actions }: StepProps) {
  const { status } = connection;
  if (status === 'choose_account') {
    return <AccountPicker accounts={connection.accounts} choose={actions.choose} />;
  }
  if (status === 'connected' && !expiresSoon(connection)) return null;
  if (channel.connect === 'assisted') {
    return <AssistedConnectHelp channel={channel} open={status === 'reconnect'} />;
  }
  return <Connect {...{ channel, connection, actions }} />;
}

function Connect({ channel, connection, actions }: StepProps) {
  const { t } = useTranslation();
  const again = connection.status !== 'not_connected';
  const action = t(again ? 'connections.reconnect' : 'connections.connect');
  const shared = {
    look: again ? ('main' as const) : ('calm' as const),
    busy: actions.connect.isPending || actions.connect.isSuccess,
  };
  const label = `${action}: ${channel.name}`;
  if (channel.connect_inputs.length > 0) {
    const inputs = channel.connect_inputs;
    const onSubmit = actions.connect.mutate;
    return <ConnectInputForm {...{ inputs, action, onSubmit, actionLabel: label }} {...shared} />;
  }
  return (
    <Button
      {...shared}
      className="justify-self-start"
      onClick={() => actions.connect.mutate({})}
      aria-label={label}
    >
      {action}
    </Button>
  );
}

function Buttons({ channel, connection, actions }: StepProps) {
  const { t } = useTranslation();
  const platform = channel.name;
  if (connection.status === 'not_connected') return null;
  return (
    <div className="flex flex-wrap items-start gap-3">
      {connection.status === 'connected' && (
        <Button
          busy={actions.test.isPending}
          onClick={() => actions.test.mutate()}
          aria-label={`${t('connections.test')}: ${platform}`}
        >
          {t('connections.test')}
        </Button>
      )}
      <Confirm
        title={t('connections.disconnectTitle', { platform })}
        body={t(
          channel.connect === 'assisted'
            ? 'connections.disconnectSession'
            : 'connections.disconnectBody',
          { platform },
        )}
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
    </div>
  );
}
