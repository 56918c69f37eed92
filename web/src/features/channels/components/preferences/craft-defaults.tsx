import { X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import type { PreferencesUpdate } from '../../api/preferences';
import type { CraftDefault, FieldOption, ListingField, Preferences } from '../../api/types';
import { FieldOptionPicker, fieldName } from '../field-options/field-option-picker';

interface CraftDefaultsProps {
  connectionId: string;
  preferences: Preferences;
  field: ListingField;
  onChange: (update: PreferencesUpdate) => void;
}

const isDefaultFor = (one: CraftDefault, craft: string, name: string) =>
  one.name === name && one.craft.toLowerCase() === craft.toLowerCase();

/** The default options of a listing field per craft, as publishing stores them; add and remove. */
export function CraftDefaults({ connectionId, preferences, field, onChange }: CraftDefaultsProps) {
  const { t } = useTranslation();
  const { name } = field;
  const label = fieldName(field);
  const defaults = preferences.per_craft.filter((one) => one.name === name);
  const set = (craft: string, option: FieldOption | null) =>
    onChange(({ per_craft: now }) => {
      const others = now.filter((one) => !isDefaultFor(one, craft, name));
      return { per_craft: option ? [...others, { craft, name, choice: option }] : others };
    });
  return (
    <div className="grid gap-3">
      <h3 className="font-bold">{t('fieldOption.perCraft', { what: label })}</h3>
      {defaults.length > 0 && (
        <ul className="grid">
          {defaults.map(({ craft, choice: option }) => (
            <li key={craft} className="flex items-center gap-3 border-line border-t py-1.5">
              <span className="min-w-0 flex-1">
                <span className="font-bold">{craft}</span>: {option.name}
              </span>
              <Button
                look="plain"
                className="min-w-11"
                aria-label={t('common.remove', { what: `${craft}: ${option.name}` })}
                onClick={() => set(craft, null)}
              >
                <X aria-hidden className="size-5" />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <NewCraftDefault connectionId={connectionId} field={field} onSet={set} />
    </div>
  );
}

interface NewCraftDefaultProps {
  connectionId: string;
  field: ListingField;
  onSet: (craft: string, option: FieldOption) => void;
}

function NewCraftDefault({ connectionId, field, onSet }: NewCraftDefaultProps) {
  const { t } = useTranslation();
  const [craft, setCraft] = useState('');
  const trimmed = craft.trim();
  const pick = (option: FieldOption | null) => {
    if (!option || !trimmed) return;
    onSet(trimmed, option);
    setCraft('');
  };
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      <TextField
        label={t('fieldOption.craft')}
        hint={t('fieldOption.craftHint')}
        maxLength={100}
        autoComplete="off"
        value={craft}
        onChange={(event) => setCraft(event.target.value)}
      />
      {trimmed && (
        <FieldOptionPicker
          key={trimmed}
          {...{ connectionId, field }}
          value={undefined}
          parent={undefined}
          initialSearch={trimmed}
          onPick={pick}
        />
      )}
    </div>
  );
}
