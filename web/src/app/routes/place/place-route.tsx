import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { Capabilities, Connection } from '@/api/shapes';
import { buttonClass } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { Page } from '@/components/ui/page';
import { Section } from '@/components/ui/section';
import { Waiting } from '@/components/ui/waiting';
import { paths } from '@/config/paths';
import { channelsOptions, connectionsOptions } from '@/features/channels/api/channels';
import { isReadable } from '@/features/channels/api/reading';
import { BudgetPanel } from '@/features/channels/components/budget-note';
import { ConnectionStatus } from '@/features/channels/components/connection-facts';
import { ConnectionBody } from '@/features/channels/components/connection-steps';
import { LeadsForm } from '@/features/channels/components/leads-form';
import { Offers } from '@/features/channels/components/offers';
import { Scopes } from '@/features/channels/components/scopes';
import { SyncPanel } from '@/features/channels/components/sync-panel';
import { PlatformMark } from '@/platforms/platform-mark';

/** How the connection stands comes first; the settings are below it and may come later. */
const PlaceSettings = lazy(async () => ({
  default: (await import('./place-settings')).PlaceSettings,
}));

/** Everything about one selling place: the connection, how it is used, what it tells back. */
export function PlaceRoute() {
  const { t } = useTranslation();
  const { platform } = useParams({ from: '/inside/connections/$platform' });
  const channels = useQuery(channelsOptions);
  const connections = useQuery(connectionsOptions);
  const channel = channels.data?.find((one) => one.platform === platform);
  const connection = connections.data?.find((one) => one.platform === platform);
  if (channel && connection) return <PlacePage channel={channel} connection={connection} />;
  if (channels.data && connections.data) {
    return (
      <Page title={t('lost.title')}>
        <p>{t('lost.body')}</p>
        <Back />
      </Page>
    );
  }
  const error = channels.error ?? connections.error;
  const retry = () => Promise.all([channels.refetch(), connections.refetch()]);
  return (
    <Page title={t('place.title')}>
      {error ? (
        <Failure error={error} onRetry={retry} />
      ) : (
        <Waiting label={t('common.loading')} className="h-96" />
      )}
    </Page>
  );
}

function Back() {
  const { t } = useTranslation();
  return (
    <Link to={paths.connections} className={buttonClass('plain', '-mx-3')}>
      <ArrowLeft aria-hidden className="size-5 rtl:-scale-x-100" />
      {t('place.back')}
    </Link>
  );
}

interface PlacePageProps {
  channel: Capabilities;
  connection: Connection;
}

function PlacePage({ channel, connection }: PlacePageProps) {
  const { t } = useTranslation();
  const connected = connection.status === 'connected';
  return (
    <Page
      title={channel.name}
      lead={t(`place.mode.${channel.mode}`, { platform: channel.name })}
      action={<Back />}
    >
      <div className="grid gap-x-16 gap-y-14 md:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid content-start gap-14">
          <Section
            title={t('place.connection')}
            aside={
              <span className="flex items-center gap-3">
                <PlatformMark platform={channel.platform} muted={!connected} />
                <ConnectionStatus connection={connection} />
              </span>
            }
          >
            <ConnectionBody channel={channel} connection={connection} />
            {connection.status !== 'not_connected' && <Scopes scopes={connection.scopes} />}
          </Section>
          <Section title={t('place.settings')}>
            <Suspense fallback={<Waiting label={t('common.loading')} className="h-60" />}>
              <PlaceSettings key={channel.platform} channel={channel} />
            </Suspense>
          </Section>
        </div>
        <div className="grid content-start gap-14">
          <Readings {...{ channel, connected }} />
        </div>
        <Section title={t('offer.title')} className="md:col-span-2">
          <Offers channel={channel} />
        </Section>
      </div>
    </Page>
  );
}

/** What the place tells back, as far as it tells anything. */
function Readings({ channel, connected }: { channel: Capabilities; connected: boolean }) {
  const { t } = useTranslation();
  const { platform, name } = channel;
  return (
    <>
      {isReadable(channel) && (
        <Section title={t('sync.title')}>
          <SyncPanel platform={platform} connected={connected} />
        </Section>
      )}
      {channel.leads && (
        <Section title={t('leads.title')}>
          <LeadsForm platform={platform} name={name} />
        </Section>
      )}
      {channel.budget && connected && (
        <Section title={t('budget.title')}>
          <BudgetPanel channel={channel} />
        </Section>
      )}
    </>
  );
}
