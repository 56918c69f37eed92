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

/** The preferences of a platform, with the person's own templates among them. */
export function PlatformSettings({ channel }: { channel: Capabilities }) {
  return (
    <PreferencesForm
      channel={channel}
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
