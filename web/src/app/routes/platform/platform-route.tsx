import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { buttonClass } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { Page } from '@/components/ui/page';
import { Section } from '@/components/ui/section';
import { SelectField } from '@/components/ui/select-field';
import { Skeleton } from '@/components/ui/skeleton';
import { paths } from '@/config/paths';
import {
  channelsOptions,
  connectionsOptions,
  pendingOptions,
  primaryConnection,
} from '@/features/channels/api/channels';
import { supportsSync } from '@/features/channels/api/sync';
import type { Capabilities, Connection } from '@/features/channels/api/types';
import { ConnectionStatus } from '@/features/channels/components/connections/connection-details';
import { PlatformAccounts } from '@/features/channels/components/connections/platform-accounts';
import { Features } from '@/features/channels/components/platform/features';
import { LeadsForm } from '@/features/channels/components/platform/leads-form';
import { Scopes } from '@/features/channels/components/platform/scopes';
import { SyncPanel } from '@/features/channels/components/platform/sync-panel';
import { QuotaPanel } from '@/features/channels/components/quota-note';
import { PlatformMark } from '@/platforms/platform-mark';

const NONE: never[] = [];

/** The settings are below the connection, so they load later. */
const PlatformSettings = lazy(async () => ({
  default: (await import('./platform-settings')).PlatformSettings,
}));

/** One platform: its connection, preferences, synced data and features. */
export function PlatformRoute() {
  const { t } = useTranslation();
  const { platform } = useParams({ from: '/signed-in/connections/$platform' });
  const channels = useQuery(channelsOptions);
  const connections = useQuery(connectionsOptions);
  const channel = channels.data?.find((one) => one.platform === platform);
  if (channel && connections.data) {
    const own = connections.data.filter((one) => one.platform === platform);
    return <PlatformPage channel={channel} connections={own} />;
  }
  if (channels.data && connections.data) {
    return (
      <Page title={t('notFound.title')}>
        <p>{t('notFound.body')}</p>
        <Back />
      </Page>
    );
  }
  const error = channels.error ?? connections.error;
  const retry = () => Promise.all([channels.refetch(), connections.refetch()]);
  return (
    <Page title={t('platform.title')}>
      {error ? (
        <Failure error={error} onRetry={retry} />
      ) : (
        <Skeleton label={t('common.loading')} className="h-96" />
      )}
    </Page>
  );
}

function Back() {
  const { t } = useTranslation();
  return (
    <Link to={paths.connections} className={buttonClass('plain', '-mx-3')}>
      <ArrowLeft aria-hidden className="size-5 rtl:-scale-x-100" />
      {t('platform.back')}
    </Link>
  );
}

interface PlatformPageProps {
  channel: Capabilities;
  connections: readonly Connection[];
}

function PlatformPage({ channel, connections }: PlatformPageProps) {
  const { t } = useTranslation();
  const { data: pending = NONE, error, refetch } = useQuery(pendingOptions);
  const [chosen, setChosen] = useState('');
  const connection =
    connections.find((one) => one.connection_id === chosen) ??
    primaryConnection(connections, channel.platform);
  return (
    <Page
      title={channel.name}
      lead={t(`platform.mode.${channel.mode}`, { platform: channel.name })}
      action={<Back />}
    >
      <div className="grid gap-x-16 gap-y-14 md:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid content-start gap-14">
          <Section
            title={t('platform.connection')}
            aside={
              <span className="flex items-center gap-3">
                <PlatformMark
                  platform={channel.platform}
                  muted={connection?.status !== 'connected'}
                />
                <ConnectionStatus status={connection?.status ?? 'not_connected'} />
              </span>
            }
          >
            {error && <Failure error={error} onRetry={refetch} />}
            <PlatformAccounts
              {...{ channel, connections }}
              pending={pending.filter((one) => one.platform === channel.platform)}
            />
            {connection && <Scopes scopes={connection.scopes} />}
          </Section>
          <Section title={t('platform.settings')}>
            {connections.length > 1 && connection && (
              <AccountSelect {...{ connections, connection }} onChange={setChosen} />
            )}
            {connection ? (
              <Suspense fallback={<Skeleton label={t('common.loading')} className="h-60" />}>
                <PlatformSettings
                  key={connection.connection_id}
                  channel={channel}
                  connectionId={connection.connection_id}
                />
              </Suspense>
            ) : (
              <p className="text-soft">{t('platform.connectFirst')}</p>
            )}
          </Section>
        </div>
        <div className="grid content-start gap-14">
          <PlatformData {...{ channel, connection }} />
        </div>
        <Section title={t('feature.title')} className="md:col-span-2">
          <Features channel={channel} />
        </Section>
      </div>
    </Page>
  );
}

interface AccountSelectProps {
  connections: readonly Connection[];
  connection: Connection;
  onChange: (connectionId: string) => void;
}

/** Whose settings and data the page shows, where a platform has several accounts. */
function AccountSelect({ connections, connection, onChange }: AccountSelectProps) {
  const { t } = useTranslation();
  return (
    <SelectField
      label={t('connections.account')}
      value={connection.connection_id}
      onChange={(event) => onChange(event.target.value)}
      options={connections.map((one) => ({ value: one.connection_id, text: one.account.name }))}
    />
  );
}

interface PlatformDataProps {
  channel: Capabilities;
  connection: Connection | undefined;
}

/** The data read from the account, as far as the platform supports reading. */
function PlatformData({ channel, connection }: PlatformDataProps) {
  const { t } = useTranslation();
  const { platform, name } = channel;
  return (
    <>
      {supportsSync(channel) && (
        <Section title={t('sync.title')}>
          {connection ? (
            <SyncPanel key={connection.connection_id} connection={connection} />
          ) : (
            <p className="text-soft">{t('sync.connectFirst')}</p>
          )}
        </Section>
      )}
      {channel.leads && (
        <Section title={t('leads.title')}>
          <LeadsForm platform={platform} name={name} />
        </Section>
      )}
      {channel.quota && connection?.status === 'connected' && (
        <Section title={t('quota.title')}>
          <QuotaPanel connectionId={connection.connection_id} />
        </Section>
      )}
    </>
  );
}
