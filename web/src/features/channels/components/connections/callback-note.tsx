import { useQuery } from '@tanstack/react-query';
import { LoaderCircle } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '@/components/ui/notice';
import { connectionsOptions, pendingOptions, polledConnections } from '../../api/channels';
import { connectedBefore, connectionMark } from '../../api/connected-before';

/** Problem code of the OAuth callback → locale key. */
const PROBLEM_KEYS: Record<
  string,
  'denied' | 'state' | 'incomplete' | 'invalidAccount' | 'notConfigured'
> = {
  consent_denied: 'denied',
  consent_expired: 'state',
  start_over: 'state',
  consent_incomplete: 'incomplete',
  invalid_account: 'invalidAccount',
  not_configured: 'notConfigured',
};

interface CallbackNoteProps {
  connected?: string;
  problem?: string;
  platform?: string;
  /** The connection to be renewed, if another account came back. */
  kept?: string;
  nameOf: (platform: string) => string;
}

/** The result with which the platform's consent page redirected back. */
export function CallbackNote(props: CallbackNoteProps) {
  const { connected, problem, platform = '', kept, nameOf } = props;
  const { t } = useTranslation();
  if (connected && kept) return <AnotherAccount id={kept} name={nameOf(connected)} />;
  if (connected) return <Connected name={nameOf(connected)} platform={connected} />;
  if (!problem) return null;
  const name = nameOf(platform);
  if (problem === 'keys_pending') return <KeysPending platform={platform} name={name} />;
  return (
    <Notice tone="warning" title={t('connections.problemTitle', { platform: name })}>
      {t(`connections.problem.${PROBLEM_KEYS[problem] ?? 'other'}`, { platform: name })}
    </Notice>
  );
}

/** Says nothing until it is known that no account must still be chosen: then it is connected. */
function Connected({ name, platform }: { name: string; platform: string }) {
  const { t } = useTranslation();
  const { data: pending } = useQuery(pendingOptions);
  const isOpen = pending?.some((one) => one.platform === platform && !one.problem) ?? true;
  if (isOpen) return null;
  return <Notice tone="done" title={t('connections.done', { platform: name })} />;
}

/** Another account was allowed than the one to be renewed, which stays as it is. */
function AnotherAccount({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation();
  const { data } = useQuery(connectionsOptions);
  const account = data?.find((one) => one.connection_id === id)?.account.name ?? '';
  return (
    <Notice tone="hint" title={t('connections.anotherAccount', { platform: name })}>
      {t('connections.anotherAccountBody', { account })}
    </Notice>
  );
}

/** A store posts its keys within seconds, or not at all. */
const KEYS_TIMEOUT_MS = 60_000;

/** Whether a connection came since the person left; else since the first list that was read. */
function useArrived(platform: string, polling: boolean): boolean {
  const { data } = useQuery(polledConnections(polling));
  const [before, setBefore] = useState(connectedBefore);
  const connected = data
    ?.filter((one) => one.platform === platform && one.status === 'connected')
    .map(connectionMark);
  if (before === null && connected) setBefore(connected);
  return before !== null && connected?.some((one) => !before.includes(one)) === true;
}

/** Waits for the keys that some stores post by their own call, after the person is back. */
function KeysPending({ platform, name }: { platform: string; name: string }) {
  const { t } = useTranslation();
  const [waiting, setWaiting] = useState(true);
  const arrived = useArrived(platform, waiting);
  useEffect(() => {
    const timer = setTimeout(() => setWaiting(false), KEYS_TIMEOUT_MS);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => {
    if (arrived) setWaiting(false);
  }, [arrived]);
  if (arrived) return <Connected name={name} platform={platform} />;
  if (!waiting) {
    return (
      <Notice tone="warning" title={t('connections.problemTitle', { platform: name })}>
        {t('connections.keysNotReceived', { platform: name })}
      </Notice>
    );
  }
  return (
    <Notice
      tone="hint"
      title={t('connections.keysPending', { platform: name })}
      action={<LoaderCircle aria-hidden className="size-6 animate-spin" />}
    >
      {t('connections.keysPendingBody')}
    </Notice>
  );
}
