import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { Failure } from '@/components/ui/failure';
import { Notice } from '@/components/ui/notice';
import { useConnectionActions } from '../../api/channels';
import type { Capabilities, Connection } from '../../api/types';
import { ConnectButton } from './connect-button';
import { ConnectionDetails, ConnectionProblems, expiresSoon } from './connection-details';

interface ConnectionPanelProps {
  channel: Capabilities;
  connection: Connection;
  /** What its buttons are about: the platform, and which of its accounts if it has several. */
  label: string;
}

/** One connected account: its state, and the actions on it. */
export function ConnectionPanel({ channel, connection, label }: ConnectionPanelProps) {
  const { t } = useTranslation();
  const { test, disconnect } = useConnectionActions(connection);
  const connected = connection.status === 'connected';
  const failed = test.error ?? disconnect.error;
  return (
    <div className="grid content-start gap-4">
      <ConnectionDetails connection={connection} />
      <ConnectionProblems connection={connection} name={channel.name} />
      {failed && <Failure error={failed} />}
      {test.isSuccess && connected && <Notice tone="done" title={t('connections.works')} />}
      {(!connected || expiresSoon(connection)) && (
        <ConnectButton
          {...{ channel, label }}
          action={t('connections.reconnect')}
          look="main"
          renewing={connection}
        />
      )}
      <div className="flex flex-wrap items-start gap-3">
        {connected && (
          <Button
            busy={test.isPending}
            onClick={() => test.mutate()}
            aria-label={`${t('connections.test')}: ${label}`}
          >
            {t('connections.test')}
          </Button>
        )}
        <Confirm
          title={t('connections.disconnectTitle', { platform: label })}
          body={t(
            channel.connect === 'assisted'
              ? 'connections.disconnectSession'
              : 'connections.disconnectBody',
            { platform: channel.name },
          )}
          action={t('connections.disconnectAction')}
          onConfirm={() => disconnect.mutate()}
          trigger={(ask) => (
            <Button
              look="plain"
              busy={disconnect.isPending}
              aria-label={`${t('connections.disconnect')}: ${label}`}
              onClick={ask}
            >
              {t('connections.disconnect')}
            </Button>
          )}
        />
      </div>
    </div>
  );
}
