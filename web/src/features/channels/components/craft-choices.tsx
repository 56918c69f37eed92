import { X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Choice, Choosing, CraftChoice, Preferences } from '@/api/channels';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import type { Change } from '../api/preferences';
import { ChoicePicker, choiceName } from './choice-picker';

interface CraftChoicesProps {
  preferences: Preferences;
  choosing: Choosing;
  onChange: (change: Change) => void;
}

const same = (one: CraftChoice, craft: string, name: string) =>
  one.name === name && one.craft.toLowerCase() === craft.toLowerCase();

/** What is chosen for each craft. Publishing remembers here; this is where to mend it. */
export function CraftChoices({ preferences, choosing, onChange }: CraftChoicesProps) {
  const { t } = useTranslation();
  const { name } = choosing;
  const what = choiceName(choosing);
  const own = preferences.by_craft.filter((one) => one.name === name);
  const set = (craft: string, choice: Choice | null) =>
    onChange(({ by_craft: now }) => {
      const others = now.filter((one) => !same(one, craft, name));
      return { by_craft: choice ? [...others, { craft, name, choice }] : others };
    });
  return (
    <div className="grid gap-3">
      <h3 className="font-bold">{t('choice.byCraft', { what })}</h3>
      {own.length > 0 && (
        <ul className="grid">
          {own.map(({ craft, choice }) => (
            <li key={craft} className="flex items-center gap-3 border-line border-t py-1.5">
              <span className="min-w-0 flex-1">
                <span className="font-bold">{craft}</span>: {choice.name}
              </span>
              <Button
                look="plain"
                className="min-w-11"
                aria-label={t('common.remove', { what: `${craft}: ${choice.name}` })}
                onClick={() => set(craft, null)}
              >
                <X aria-hidden className="size-5" />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <NewCraft platform={preferences.platform} choosing={choosing} onSet={set} />
    </div>
  );
}

interface NewCraftProps {
  platform: string;
  choosing: Choosing;
  onSet: (craft: string, choice: Choice) => void;
}

function NewCraft({ platform, choosing, onSet }: NewCraftProps) {
  const { t } = useTranslation();
  const [craft, setCraft] = useState('');
  const named = craft.trim();
  const pick = (choice: Choice | null) => {
    if (!choice || !named) return;
    onSet(named, choice);
    setCraft('');
  };
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      <TextField
        label={t('choice.craft')}
        hint={t('choice.craftHint')}
        maxLength={100}
        autoComplete="off"
        value={craft}
        onChange={(event) => setCraft(event.target.value)}
      />
      {named && (
        <ChoicePicker
          key={named}
          {...{ platform, choosing }}
          value={undefined}
          outer={undefined}
          words={named}
          onPick={pick}
        />
      )}
    </div>
  );
}
