import { useQuery } from '@tanstack/react-query';
import { LoaderCircle } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '@/components/ui/notice';
import { watchedConnections } from '../api/channels';

/** What the channels context calls it, and what we say. */
const KNOWN_PROBLEMS: Record<string, 'denied' | 'state' | 'incomplete' | 'unfit' | 'unset'> = {
  consent_denied: 'denied',
  consent_expired: 'state',
  start_over: 'state',
  consent_incomplete: 'incomplete',
  invalid_account: 'unfit',
  not_configured: 'unset',
};

interface CallbackNoteProps {
  connected?: string;
  problem?: string;
  platform?: string;
  nameOf: (platform: string) => string;
}

/** What the platform's own page sent the person back with. */
export function CallbackNote({ connected, problem, platform = '', nameOf }: CallbackNoteProps) {
  const { t } = useTranslation();
  if (connected) return <Connected name={nameOf(connected)} />;
  if (!problem) return null;
  const name = nameOf(platform);
  if (problem === 'keys_pending') return <GrantAwaited platform={platform} name={name} />;
  return (
    <Notice tone="warning" title={t('connections.problemTitle', { platform: name })}>
      {t(`connections.problem.${KNOWN_PROBLEMS[problem] ?? 'other'}`, { platform: name })}
    </Notice>
  );
}

function Connected({ name }: { name: string }) {
  const { t } = useTranslation();
  return <Notice tone="done" title={t('connections.done', { platform: name })} />;
}

/** An attempt to connect lives ten minutes, so whatever connected since then is this one. */
const ATTEMPT_MS = 10 * 60_000;
/** Keys come within seconds or not at all. */
const PATIENCE_MS = 60_000;

/** Some shops bring their keys themselves: the person may be back before them. */
function GrantAwaited({ platform, name }: { platform: string; name: string }) {
  const { t } = useTranslation();
  const [patient, setPatient] = useState(true);
  const { data } = useQuery(watchedConnections(patient));
  useEffect(() => {
    const timer = setTimeout(() => setPatient(false), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  const found = data?.find((one) => one.platform === platform);
  const since = found?.status === 'connected' ? Date.parse(found.connected_at ?? '') : 0;
  const arrived = Date.now() - since < ATTEMPT_MS;
  useEffect(() => {
    if (arrived) setPatient(false);
  }, [arrived]);
  if (arrived) return <Connected name={name} />;
  if (!patient) {
    return (
      <Notice tone="warning" title={t('connections.problemTitle', { platform: name })}>
        {t('connections.grantLost', { platform: name })}
      </Notice>
    );
  }
  return (
    <Notice
      tone="hint"
      title={t('connections.grantAwaited', { platform: name })}
      action={<LoaderCircle aria-hidden className="size-6 animate-spin" />}
    >
      {t('connections.grantAwaitedBody')}
    </Notice>
  );
}
