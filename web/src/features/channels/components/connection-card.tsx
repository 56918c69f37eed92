import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Capabilities, Connection } from '@/api/shapes';
import { PlatformMark } from '@/platforms/platform-mark';
import { ConnectionStatus } from './connection-facts';
import { ConnectionBody } from './connection-steps';

interface ConnectionCardProps {
  channel: Capabilities;
  connection: Connection;
  /** The way to all else about this place. */
  more: ReactNode;
}

/** One selling place: whether it is connected, to whom, and the one next thing to do. */
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
          {!connection.enabled && <p className="text-soft">{t('place.off')}</p>}
          {more}
        </div>
      </div>
      <ConnectionBody channel={channel} connection={connection} />
    </li>
  );
}
