import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { Settings2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { buttonClass } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { Page } from '@/components/ui/page';
import { Skeleton } from '@/components/ui/skeleton';
import { paths } from '@/config/paths';
import {
  channelsOptions,
  connectionsOptions,
  pendingOptions,
} from '@/features/channels/api/channels';
import type { Capabilities } from '@/features/channels/api/types';
import { CallbackNote } from '@/features/channels/components/connections/callback-note';
import { ConnectionCard } from '@/features/channels/components/connections/connection-card';
import { productToReturnTo } from './return-to-product';

const NONE: never[] = [];

export function ConnectionsRoute() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/signed-in/connections' });
  const channels = useQuery(channelsOptions);
  const connections = useQuery(connectionsOptions);
  const waiting = useQuery(pendingOptions);
  const { data: pending = NONE } = waiting;
  const error = channels.error ?? connections.error ?? waiting.error;
  const retry = () => Promise.all([channels, connections, waiting].map((one) => one.refetch()));
  const loaded = channels.data && connections.data;
  return (
    <Page title={t('connections.title')} lead={t('connections.lead')} action={<BackToProduct />}>
      <CallbackNote {...search} nameOf={(platform) => nameIn(channels.data, platform)} />
      {error && <Failure error={error} onRetry={retry} />}
      {!error && !loaded && <Skeleton label={t('common.loading')} className="h-96" />}
      <ul>
        {loaded &&
          channels.data.map((channel) => (
            <ConnectionCard
              key={channel.platform}
              channel={channel}
              connections={connections.data.filter((one) => one.platform === channel.platform)}
              pending={pending.filter((one) => one.platform === channel.platform)}
              more={<SettingsLink channel={channel} />}
            />
          ))}
      </ul>
    </Page>
  );
}

function nameIn(channels: { platform: string; name: string }[] | undefined, platform: string) {
  return channels?.find((one) => one.platform === platform)?.name ?? platform;
}

function SettingsLink({ channel: { platform, name } }: { channel: Capabilities }) {
  const { t } = useTranslation();
  return (
    <Link
      to={paths.platform}
      params={{ platform }}
      aria-label={`${t('platform.more')}: ${name}`}
      className={buttonClass('plain', '-ml-3')}
    >
      <Settings2 aria-hidden className="size-5" />
      {t('platform.more')}
    </Link>
  );
}

function BackToProduct() {
  const { t } = useTranslation();
  const productId = productToReturnTo();
  if (!productId) return null;
  return (
    <Link to={paths.product} params={{ productId }} className={buttonClass('calm')}>
      {t('connections.backToPost')}
    </Link>
  );
}
