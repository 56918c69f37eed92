import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { buttonClass } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { Notice } from '@/components/ui/notice';
import { Page } from '@/components/ui/page';
import { Waiting } from '@/components/ui/waiting';
import { paths } from '@/config/paths';
import { channelsOptions, connectionsOptions } from '@/features/channels/api/channels';
import { ConnectionCard } from '@/features/channels/components/connection-card';
import { draftToReturnTo } from './return-to-draft';

export function ConnectionsRoute() {
  const { t } = useTranslation();
  const channels = useQuery(channelsOptions);
  const connections = useQuery(connectionsOptions);
  const error = channels.error ?? connections.error;
  const retry = () => Promise.all([channels.refetch(), connections.refetch()]);
  const pairs = (channels.data ?? []).flatMap((channel) => {
    const connection = connections.data?.find((one) => one.platform === channel.platform);
    return connection ? [{ channel, connection }] : [];
  });
  return (
    <Page title={t('connections.title')} lead={t('connections.lead')} action={<BackToDraft />}>
      <CallbackNote nameOf={(platform) => nameIn(channels.data, platform)} />
      {error && <Failure error={error} onRetry={retry} />}
      {!error && pairs.length === 0 && <Waiting label={t('common.loading')} className="h-96" />}
      <ul>
        {pairs.map((pair) => (
          <ConnectionCard key={pair.channel.platform} {...pair} />
        ))}
      </ul>
    </Page>
  );
}

function nameIn(channels: { platform: string; name: string }[] | undefined, platform: string) {
  return channels?.find((one) => one.platform === platform)?.name ?? platform;
}

/** What the channels context calls it, and what we say. */
const KNOWN_PROBLEMS: Record<string, 'denied' | 'state' | 'incomplete' | 'unfit' | 'unset'> = {
  consent_denied: 'denied',
  consent_expired: 'state',
  start_over: 'state',
  consent_incomplete: 'incomplete',
  account_unfit: 'unfit',
  not_configured: 'unset',
};

/** What the platform's own page sent the person back with. */
function CallbackNote({ nameOf }: { nameOf: (platform: string) => string }) {
  const { t } = useTranslation();
  const { connected, problem, platform } = useSearch({ from: '/inside/connections' });
  if (connected) {
    return <Notice tone="done" title={t('connections.done', { platform: nameOf(connected) })} />;
  }
  if (!problem) return null;
  const name = nameOf(platform ?? '');
  return (
    <Notice tone="warning" title={t('connections.problemTitle', { platform: name })}>
      {t(`connections.problem.${KNOWN_PROBLEMS[problem] ?? 'other'}`, { platform: name })}
    </Notice>
  );
}

function BackToDraft() {
  const { t } = useTranslation();
  const draftId = draftToReturnTo();
  if (!draftId) return null;
  return (
    <Link to={paths.draft} params={{ draftId }} className={buttonClass('calm')}>
      {t('connections.backToPost')}
    </Link>
  );
}
