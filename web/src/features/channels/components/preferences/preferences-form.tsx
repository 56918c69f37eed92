import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure } from '@/components/ui/failure';
import { Skeleton } from '@/components/ui/skeleton';
import { Switch } from '@/components/ui/switch';
import {
  type PreferencesUpdate,
  preferencesOptions,
  useSavePreferences,
} from '../../api/preferences';
import type { Capabilities, FieldOption, ListingField, Preferences } from '../../api/types';
import { FieldOptionPicker } from '../field-options/field-option-picker';
import { CraftDefaults } from './craft-defaults';
import { WindowsEditor } from './windows-editor';

interface PreferencesFormProps {
  channel: Capabilities;
  connectionId: string;
  /** Templates belong to another feature, so the route renders their field. */
  renderTemplate: (value: string | null, onChange: (id: string | null) => void) => ReactNode;
}

/** The preferences of a connection; each change is saved at once. */
export function PreferencesForm({ channel, connectionId, renderTemplate }: PreferencesFormProps) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(preferencesOptions(connectionId));
  const save = useSavePreferences(connectionId);
  if (error && !data) return <Failure error={error} onRetry={refetch} />;
  if (!data) return <Skeleton label={t('common.loading')} className="h-60" />;
  const { preferences } = data;
  const change = (update: PreferencesUpdate) => save.mutate(update);
  return (
    <div className="grid gap-8">
      <div className="flex flex-wrap items-start justify-between gap-4">
        <Switch
          label={t('platform.enabled', { platform: channel.name })}
          hint={t('platform.enabledHint')}
          on={preferences.enabled}
          onChange={(enabled) => change(() => ({ enabled }))}
        />
        <p role="status" className="min-h-6 text-fine text-soft">
          {save.isPending ? t('platform.saving') : save.isSuccess && t('platform.saved')}
        </p>
      </div>
      {save.error && <Failure error={save.error} />}
      <ListingFields
        {...{ connectionId, preferences }}
        fields={channel.listing_fields}
        onChange={change}
      />
      {renderTemplate(preferences.template_id, (id) => change(() => ({ template_id: id })))}
      <WindowsEditor
        windows={preferences.windows}
        zone={preferences.time_zone}
        isUnsaved={save.isPending || save.isError}
        onChange={(windows) => change(() => ({ windows }))}
      />
    </div>
  );
}

interface ListingFieldsProps {
  connectionId: string;
  fields: readonly ListingField[];
  preferences: Preferences;
  onChange: (update: PreferencesUpdate) => void;
}

function ListingFields({ connectionId, fields, preferences, onChange }: ListingFieldsProps) {
  const { field_values: values } = preferences;
  const pick = (name: string) => (option: FieldOption | null) =>
    onChange((now) => ({ field_values: withFieldValue(now.field_values, fields, name, option) }));
  return fields.map((field) =>
    field.per_craft ? (
      <CraftDefaults key={field.name} {...{ connectionId, preferences, field, onChange }} />
    ) : (
      <FieldOptionPicker
        key={field.name}
        {...{ connectionId, field }}
        value={values[field.name]}
        parent={values[field.parent]}
        onPick={pick(field.name)}
      />
    ),
  );
}

/** The values with one set or cleared; values of the fields below it are removed. */
export function withFieldValue(
  values: Readonly<Record<string, FieldOption>>,
  fields: readonly ListingField[],
  name: string,
  option: FieldOption | null,
): Record<string, FieldOption> {
  const children = fields.filter((one) => one.parent === name).map((one) => one.name);
  const kept = Object.entries(values).filter(([key]) => key !== name && !children.includes(key));
  return { ...Object.fromEntries(kept), ...(option && { [name]: option }) };
}
