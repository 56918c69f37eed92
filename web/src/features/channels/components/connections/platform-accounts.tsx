import { useTranslation } from 'react-i18next';
import { Notice } from '@/components/ui/notice';
import { placeLabel } from '@/lib/place-label';
import type { Capabilities, Connection, PendingConnection } from '../../api/types';
import { AccountPicker } from './account-picker';
import { ConnectButton } from './connect-button';
import { ConnectionStatus } from './connection-details';
import { ConnectionPanel } from './connection-panel';

export interface PlatformAccountsProps {
  channel: Capabilities;
  connections: readonly Connection[];
  pending: readonly PendingConnection[];
}

/** A platform's accounts, what waits for a choice there, and the way to one more account. */
export function PlatformAccounts({ channel, connections, pending }: PlatformAccountsProps) {
  const { t } = useTranslation();
  const several = connections.length > 1;
  return (
    <div className="grid content-start gap-6">
      {pending.map((one) => (
        <Pending key={one.pending_id} pending={one} />
      ))}
      {connections.map((connection) => (
        <section key={connection.connection_id} className="grid gap-2">
          {several && <ConnectionStatus status={connection.status} />}
          {several && !connection.enabled && <p className="text-soft">{t('platform.off')}</p>}
          <ConnectionPanel
            {...{ channel, connection }}
            label={placeLabel(channel.name, connection.account, connections.length)}
          />
        </section>
      ))}
      <ConnectButton
        channel={channel}
        action={t(connections.length > 0 ? 'connections.addAccount' : 'connections.connect')}
        look={connections.length > 0 ? 'plain' : 'calm'}
        further={connections.length > 0}
      />
    </div>
  );
}

/** Accounts to choose from, or why connecting failed. */
function Pending({ pending }: { pending: PendingConnection }) {
  const { problem } = pending;
  if (!problem) return <AccountPicker pending={pending} />;
  return (
    <Notice tone="warning" title={problem.message}>
      {problem.remedy}
    </Notice>
  );
}
