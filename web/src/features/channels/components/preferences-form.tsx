import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Choice, Choosing, Preferences } from '@/api/channels';
import type { Capabilities } from '@/api/shapes';
import { Failure } from '@/components/ui/failure';
import { Switch } from '@/components/ui/switch';
import { Waiting } from '@/components/ui/waiting';
import { type Change, preferencesOptions, useKeepPreferences } from '../api/preferences';
import { ChoicePicker } from './choice-picker';
import { CraftChoices } from './craft-choices';
import { WindowsEditor } from './windows-editor';

interface PreferencesFormProps {
  channel: Capabilities;
  /** The person's patterns belong to another feature. */
  renderTemplate: (value: string | null, onChange: (id: string | null) => void) => ReactNode;
}

/** How the person wants this place used; each change is kept at once. */
export function PreferencesForm({ channel, renderTemplate }: PreferencesFormProps) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(preferencesOptions(channel.platform));
  const keep = useKeepPreferences(channel.platform);
  if (error && !data) return <Failure error={error} onRetry={refetch} />;
  if (!data) return <Waiting label={t('common.loading')} className="h-60" />;
  const { preferences } = data;
  const change = (next: Change) => keep.mutate(next);
  return (
    <div className="grid gap-8">
      <div className="flex flex-wrap items-start justify-between gap-4">
        <Switch
          label={t('place.enabled', { platform: channel.name })}
          hint={t('place.enabledHint')}
          on={preferences.enabled}
          onChange={(enabled) => change(() => ({ enabled }))}
        />
        <p role="status" className="min-h-6 text-fine text-soft">
          {keep.isPending ? t('save.saving') : keep.isSuccess && t('save.saved')}
        </p>
      </div>
      {keep.error && <Failure error={keep.error} />}
      <Choices chooses={channel.chooses} preferences={preferences} onChange={change} />
      {renderTemplate(preferences.template_id, (id) => change(() => ({ template_id: id })))}
      <WindowsEditor
        windows={preferences.windows}
        zone={preferences.time_zone}
        onChange={(windows) => change(() => ({ windows }))}
      />
    </div>
  );
}

interface ChoicesProps {
  chooses: readonly Choosing[];
  preferences: Preferences;
  onChange: (change: Change) => void;
}

function Choices({ chooses, preferences, onChange }: ChoicesProps) {
  const { platform, choices } = preferences;
  const pick = (name: string) => (choice: Choice | null) =>
    onChange((now) => ({ choices: chosen(now.choices, chooses, name, choice) }));
  return chooses.map((choosing) =>
    choosing.by_craft ? (
      <CraftChoices key={choosing.name} {...{ preferences, choosing, onChange }} />
    ) : (
      <ChoicePicker
        key={choosing.name}
        {...{ platform, choosing }}
        value={choices[choosing.name]}
        outer={choices[choosing.within]}
        onPick={pick(choosing.name)}
      />
    ),
  );
}

/** The choices with one made or taken back; what lay within the old one falls away. */
export function chosen(
  now: Readonly<Record<string, Choice>>,
  chooses: readonly Choosing[],
  name: string,
  choice: Choice | null,
): Record<string, Choice> {
  const inner = chooses.filter((one) => one.within === name).map((one) => one.name);
  const kept = Object.entries(now).filter(([key]) => key !== name && !inner.includes(key));
  return { ...Object.fromEntries(kept), ...(choice && { [name]: choice }) };
}
