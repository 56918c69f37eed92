import { useQuery } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '@/components/ui/cx';
import { Drawer } from '@/components/ui/drawer';
import { Failure } from '@/components/ui/failure';
import { TextField } from '@/components/ui/field';
import { Skeleton } from '@/components/ui/skeleton';
import { fieldOptionsQuery } from '../../api/preferences';
import type { FieldOption, ListingField } from '../../api/types';

const DEBOUNCE_MS = 350;

/** The text after a pause in typing: each search costs a call of the platform's quota. */
function useDebounced(text: string): string {
  const [debounced, setDebounced] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setDebounced(text), DEBOUNCE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return debounced;
}

export interface FieldOptionSearch {
  connectionId: string;
  field: ListingField;
  value: FieldOption | undefined;
  /** The option chosen for the parent field, if the field has one. */
  parent: FieldOption | undefined;
  /** The initial text of the search, such as the craft. */
  initialSearch?: string;
  onPick: (option: FieldOption | null) => void;
}

interface FieldOptionDrawerProps extends FieldOptionSearch {
  title: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** A search over the options of a listing field. */
export function FieldOptionDrawer(props: FieldOptionDrawerProps) {
  const { connectionId, field, parent, value, title, open, onOpenChange, onPick } = props;
  const { t } = useTranslation();
  const [typed, setTyped] = useState(props.initialSearch ?? '');
  const words = useDebounced(typed.trim());
  const params = { connectionId, name: field.name, words, parent: parent?.id ?? '' };
  const options = useQuery({ ...fieldOptionsQuery(params), enabled: open });
  const pick = (option: FieldOption) => {
    onPick(option);
    onOpenChange(false);
    setTyped(props.initialSearch ?? '');
  };
  return (
    <Drawer open={open} onOpenChange={onOpenChange} title={title}>
      <TextField
        label={t('fieldOption.search')}
        type="search"
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      {options.error && <Failure error={options.error} onRetry={options.refetch} />}
      {options.isLoading && <Skeleton label={t('common.loading')} className="h-40" />}
      {options.data?.length === 0 && <p className="text-soft">{t('fieldOption.nothing')}</p>}
      <ul aria-label={title} aria-busy={options.isFetching || undefined} className="grid gap-1.5">
        {options.data?.map((option) => (
          <OptionButton
            key={option.id}
            option={option}
            selected={option.id === value?.id}
            onPick={pick}
          />
        ))}
      </ul>
    </Drawer>
  );
}

interface OptionButtonProps {
  option: FieldOption;
  selected: boolean;
  onPick: (option: FieldOption) => void;
}

function OptionButton({ option, selected, onPick }: OptionButtonProps) {
  return (
    <li>
      <button
        type="button"
        aria-pressed={selected}
        onClick={() => onPick(option)}
        className={cx(
          'flex min-h-12 w-full items-center justify-between gap-3 rounded-cut border px-4 py-2 text-start hover:border-indigo',
          selected ? 'border-indigo bg-indigo-wash font-bold' : 'border-line bg-field',
        )}
      >
        {option.name}
        {selected && <Check aria-hidden className="size-5 shrink-0 text-indigo" />}
      </button>
    </li>
  );
}
