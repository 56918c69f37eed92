import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PlatformMark } from '@/platforms/platform-mark';
import { ConnectionStatus } from './connection-details';
import { PlatformAccounts, type PlatformAccountsProps } from './platform-accounts';

interface ConnectionCardProps extends PlatformAccountsProps {
  /** The link to the platform's own page. */
  more: ReactNode;
}

/** One platform in the list of connections: its accounts and the next step. */
export function ConnectionCard({ channel, connections, pending, more }: ConnectionCardProps) {
  const { t } = useTranslation();
  const [only, ...others] = connections;
  return (
    <li
      id={channel.platform}
      className="grid content-start gap-4 border-line border-t-2 py-6 md:grid-cols-[20rem_minmax(0,1fr)]"
    >
      <div className="flex gap-4">
        <PlatformMark platform={channel.platform} size="large" muted={!only} />
        <div>
          <h2 className="text-head">{channel.name}</h2>
          {others.length > 0 ? (
            <p className="text-soft">{t('connections.accounts', { count: connections.length })}</p>
          ) : (
            <ConnectionStatus status={only?.status ?? 'not_connected'} />
          )}
          {others.length === 0 && only?.enabled === false && (
            <p className="text-soft">{t('platform.off')}</p>
          )}
          {more}
        </div>
      </div>
      <PlatformAccounts {...{ channel, connections, pending }} />
    </li>
  );
}
