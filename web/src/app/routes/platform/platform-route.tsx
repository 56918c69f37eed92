import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { buttonClass } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { Page } from '@/components/ui/page';
import { Section } from '@/components/ui/section';
import { Skeleton } from '@/components/ui/skeleton';
import { paths } from '@/config/paths';
import { channelsOptions, connectionsOptions } from '@/features/channels/api/channels';
import { supportsSync } from '@/features/channels/api/sync';
import type { Capabilities, Connection } from '@/features/channels/api/types';
import { ConnectionStatus } from '@/features/channels/components/connections/connection-details';
import { ConnectionPanel } from '@/features/channels/components/connections/connection-panel';
import { Features } from '@/features/channels/components/platform/features';
import { LeadsForm } from '@/features/channels/components/platform/leads-form';
import { Scopes } from '@/features/channels/components/platform/scopes';
import { SyncPanel } from '@/features/channels/components/platform/sync-panel';
import { QuotaPanel } from '@/features/channels/components/quota-note';
import { PlatformMark } from '@/platforms/platform-mark';

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
  const connection = connections.data?.find((one) => one.platform === platform);
  if (channel && connection) return <PlatformPage channel={channel} connection={connection} />;
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
  connection: Connection;
}

function PlatformPage({ channel, connection }: PlatformPageProps) {
  const { t } = useTranslation();
  const connected = connection.status === 'connected';
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
                <PlatformMark platform={channel.platform} muted={!connected} />
                <ConnectionStatus connection={connection} />
              </span>
            }
          >
            <ConnectionPanel channel={channel} connection={connection} />
            {connection.status !== 'not_connected' && <Scopes scopes={connection.scopes} />}
          </Section>
          <Section title={t('platform.settings')}>
            <Suspense fallback={<Skeleton label={t('common.loading')} className="h-60" />}>
              <PlatformSettings key={channel.platform} channel={channel} />
            </Suspense>
          </Section>
        </div>
        <div className="grid content-start gap-14">
          <PlatformData {...{ channel, connected }} />
        </div>
        <Section title={t('feature.title')} className="md:col-span-2">
          <Features channel={channel} />
        </Section>
      </div>
    </Page>
  );
}

/** The data read from the platform, as far as it supports reading. */
function PlatformData({ channel, connected }: { channel: Capabilities; connected: boolean }) {
  const { t } = useTranslation();
  const { platform, name } = channel;
  return (
    <>
      {supportsSync(channel) && (
        <Section title={t('sync.title')}>
          <SyncPanel platform={platform} connected={connected} />
        </Section>
      )}
      {channel.leads && (
        <Section title={t('leads.title')}>
          <LeadsForm platform={platform} name={name} />
        </Section>
      )}
      {channel.quota && connected && (
        <Section title={t('quota.title')}>
          <QuotaPanel channel={channel} />
        </Section>
      )}
    </>
  );
}
