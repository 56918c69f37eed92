import { ChevronDown, LockKeyhole, ShieldCheck, TimerReset } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { buttonClass } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import type { Capabilities } from '../../api/types';

interface AssistedConnectHelpProps {
  channel: Capabilities;
  /** The person's own name of a further account; '' = the first one. */
  account: string;
  title: string;
  /** The title as it is read out: with the account, where the platform has several. */
  label: string;
  /** Whether the help is open at first. */
  open: boolean;
}

/** How to connect a platform without an API: the person signs in in a window of their own. */
export function AssistedConnectHelp(props: AssistedConnectHelpProps) {
  const { channel, account, title, label, open } = props;
  const { t } = useTranslation();
  const place = `make connect PLATFORM=${channel.platform}`;
  const command = account ? `${place} ACCOUNT=${account}` : place;
  const platform = channel.name;
  return (
    <details open={open} className="group/help grid">
      <summary
        aria-label={label}
        className={buttonClass('calm', 'cursor-pointer list-none justify-self-start')}
      >
        {title}
        <ChevronDown
          aria-hidden
          className="size-5 transition-transform group-open/help:rotate-180"
        />
      </summary>
      <div className="grid gap-4 pt-4">
        <p className="max-w-prose">{t('connections.assistedBody', { platform })}</p>
        <div className="flex flex-wrap items-center gap-3">
          <code className="rounded-cut border border-line bg-field px-4 py-2.5 font-mono">
            {command}
          </code>
          <CopyButton text={command} />
        </div>
        {account && <p className="max-w-prose text-soft">{t('connections.assistedAccount')}</p>}
        <ul className="grid max-w-prose gap-2 text-soft">
          <li className="flex gap-3">
            <ShieldCheck aria-hidden className="mt-0.5 size-6 shrink-0 text-leaf" />
            {t('connections.assistedWhy')}
          </li>
          <li className="flex gap-3">
            <LockKeyhole aria-hidden className="mt-0.5 size-6 shrink-0 text-leaf" />
            {t('connections.assistedKept')}
          </li>
          <li className="flex gap-3">
            <TimerReset aria-hidden className="mt-0.5 size-6 shrink-0 text-leaf" />
            {t('connections.assistedEnd', { platform })}
          </li>
        </ul>
      </div>
    </details>
  );
}
