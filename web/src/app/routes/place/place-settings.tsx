import { lazy, Suspense } from 'react';
import type { Capabilities } from '@/api/shapes';
import { PreferencesForm } from '@/features/channels/components/preferences-form';
import { learn } from '@/lib/i18n';
import { TONGUES } from '@/lib/languages';

const LANGUAGES = TONGUES.map((one) => one.code);

const TemplateSelect = lazy(async () => {
  const [select] = await Promise.all([
    import('@/features/content/components/template-select'),
    learn('content'),
  ]);
  return { default: select.TemplateSelect };
});

/** How one place is used: its preferences, with the person's own patterns among them. */
export function PlaceSettings({ channel }: { channel: Capabilities }) {
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
