import { ShieldCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Capabilities } from '@/api/shapes';
import { CopyButton } from '@/components/ui/copy-button';

/** For a platform without an API: the person signs in themselves, in their own window. */
export function AssistedHelp({ channel }: { channel: Capabilities }) {
  const { t } = useTranslation();
  const command = `make connect PLATFORM=${channel.platform}`;
  const platform = channel.name;
  return (
    <div className="grid gap-3">
      <h3 className="font-bold">{t('connections.assistedTitle', { platform })}</h3>
      <p className="max-w-prose">{t('connections.assistedBody', { platform })}</p>
      <div className="flex flex-wrap items-center gap-3">
        <code className="rounded-cut border border-line bg-field px-4 py-2.5 font-mono">
          {command}
        </code>
        <CopyButton text={command} />
      </div>
      <p className="flex max-w-prose gap-3 text-soft">
        <ShieldCheck aria-hidden className="mt-0.5 size-6 shrink-0 text-leaf" />
        {t('connections.assistedWhy')}
      </p>
    </div>
  );
}
