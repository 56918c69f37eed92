import { useQuery } from '@tanstack/react-query';
import { LoaderCircle } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '@/components/ui/notice';
import { polledConnections } from '../../api/channels';

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
  nameOf: (platform: string) => string;
}

/** The result with which the platform's consent page redirected back. */
export function CallbackNote({ connected, problem, platform = '', nameOf }: CallbackNoteProps) {
  const { t } = useTranslation();
  if (connected) return <Connected name={nameOf(connected)} />;
  if (!problem) return null;
  const name = nameOf(platform);
  if (problem === 'keys_pending') return <KeysPending platform={platform} name={name} />;
  return (
    <Notice tone="warning" title={t('connections.problemTitle', { platform: name })}>
      {t(`connections.problem.${PROBLEM_KEYS[problem] ?? 'other'}`, { platform: name })}
    </Notice>
  );
}

function Connected({ name }: { name: string }) {
  const { t } = useTranslation();
  return <Notice tone="done" title={t('connections.done', { platform: name })} />;
}

/** An OAuth session lives ten minutes: a connection made since then is of this session. */
const OAUTH_SESSION_MS = 10 * 60_000;
/** A store posts its keys within seconds, or not at all. */
const KEYS_TIMEOUT_MS = 60_000;

/** Waits for the keys that some stores post by their own call, after the person is back. */
function KeysPending({ platform, name }: { platform: string; name: string }) {
  const { t } = useTranslation();
  const [waiting, setWaiting] = useState(true);
  const { data } = useQuery(polledConnections(waiting));
  useEffect(() => {
    const timer = setTimeout(() => setWaiting(false), KEYS_TIMEOUT_MS);
    return () => clearTimeout(timer);
  }, []);
  const found = data?.find((one) => one.platform === platform);
  const since = found?.status === 'connected' ? Date.parse(found.connected_at ?? '') : 0;
  const arrived = Date.now() - since < OAUTH_SESSION_MS;
  useEffect(() => {
    if (arrived) setWaiting(false);
  }, [arrived]);
  if (arrived) return <Connected name={name} />;
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
