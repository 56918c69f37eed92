import { lazy, Suspense } from 'react';
import type { Capabilities } from '@/features/channels/api/types';
import { PreferencesForm } from '@/features/channels/components/preferences/preferences-form';
import { loadStrings } from '@/lib/i18n';
import { COPY_LANGUAGES } from '@/lib/languages';

const LANGUAGES = COPY_LANGUAGES.map((one) => one.code);

const TemplateSelect = lazy(async () => {
  const [select] = await Promise.all([
    import('@/features/content/components/template-select'),
    loadStrings('content'),
  ]);
  return { default: select.TemplateSelect };
});

interface PlatformSettingsProps {
  channel: Capabilities;
  connectionId: string;
}

/** The preferences of an account, with the person's own templates among them. */
export function PlatformSettings({ channel, connectionId }: PlatformSettingsProps) {
  return (
    <PreferencesForm
      {...{ channel, connectionId }}
      renderTemplate={(value, onChange) => (
        <Suspense>
          <TemplateSelect
            {...{ value, onChange }}
            platform={channel.platform}
            languages={LANGUAGES}
          />
        </Suspense>
      )}
    />
  );
}
