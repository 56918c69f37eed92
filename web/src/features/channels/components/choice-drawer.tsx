import { useQuery } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Choice } from '@/api/channels';
import { cx } from '@/components/ui/cx';
import { Drawer } from '@/components/ui/drawer';
import { Failure } from '@/components/ui/failure';
import { TextField } from '@/components/ui/field';
import { Waiting } from '@/components/ui/waiting';
import { choicesOptions } from '../api/preferences';
import type { ChoicePickerProps } from './choice-picker';

const SETTLES_MS = 350;

/** A text once nothing has been typed for a moment: platforms count the questions put to them. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), SETTLES_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

interface ChoiceDrawerProps extends ChoicePickerProps {
  title: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** What the platform has to choose from, found by words. */
export function ChoiceDrawer(props: ChoiceDrawerProps) {
  const { platform, choosing, outer, value, title, open, onOpenChange, onPick } = props;
  const { t } = useTranslation();
  const [typed, setTyped] = useState(props.words ?? '');
  const words = useSettled(typed.trim());
  const asked = { platform, name: choosing.name, words, within: outer?.id ?? '' };
  const found = useQuery({ ...choicesOptions(asked), enabled: open });
  const pick = (choice: Choice) => {
    onPick(choice);
    onOpenChange(false);
    setTyped(props.words ?? '');
  };
  return (
    <Drawer open={open} onOpenChange={onOpenChange} title={title}>
      <TextField
        label={t('choice.search')}
        type="search"
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      {found.error && <Failure error={found.error} onRetry={found.refetch} />}
      {found.isLoading && <Waiting label={t('common.loading')} className="h-40" />}
      {found.data?.length === 0 && <p className="text-soft">{t('choice.nothing')}</p>}
      <ul aria-label={title} aria-busy={found.isFetching || undefined} className="grid gap-1.5">
        {found.data?.map((choice) => (
          <Found key={choice.id} choice={choice} on={choice.id === value?.id} onPick={pick} />
        ))}
      </ul>
    </Drawer>
  );
}

interface FoundProps {
  choice: Choice;
  on: boolean;
  onPick: (choice: Choice) => void;
}

function Found({ choice, on, onPick }: FoundProps) {
  return (
    <li>
      <button
        type="button"
        aria-pressed={on}
        onClick={() => onPick(choice)}
        className={cx(
          'flex min-h-12 w-full items-center justify-between gap-3 rounded-cut border px-4 py-2 text-start hover:border-indigo',
          on ? 'border-indigo bg-indigo-wash font-bold' : 'border-line bg-field',
        )}
      >
        {choice.name}
        {on && <Check aria-hidden className="size-5 shrink-0 text-indigo" />}
      </button>
    </li>
  );
}
