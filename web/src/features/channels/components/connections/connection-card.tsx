import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PlatformMark } from '@/platforms/platform-mark';
import type { Capabilities, Connection } from '../../api/types';
import { ConnectionStatus } from './connection-details';
import { ConnectionPanel } from './connection-panel';

interface ConnectionCardProps {
  channel: Capabilities;
  connection: Connection;
  /** The link to the platform's own page. */
  more: ReactNode;
}

/** One platform in the list of connections: status, account and the next step. */
export function ConnectionCard({ channel, connection, more }: ConnectionCardProps) {
  const { t } = useTranslation();
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
          <ConnectionStatus connection={connection} />
          {!connection.enabled && <p className="text-soft">{t('platform.off')}</p>}
          {more}
        </div>
      </div>
      <ConnectionPanel channel={channel} connection={connection} />
    </li>
  );
}
