import { ChevronRight, X } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { translatedName } from '@/lib/translated-name';
import type { ListingField } from '../../api/types';
import type { FieldOptionSearch } from './field-option-drawer';

const FieldOptionDrawer = lazy(async () => ({
  default: (await import('./field-option-drawer')).FieldOptionDrawer,
}));

export function fieldName({ name, words }: ListingField): string {
  return translatedName('fieldOption.name', name, words);
}

interface FieldOptionPickerProps extends FieldOptionSearch {
  /** The name of the place, where the page has several. */
  place?: string;
  /** Whether the option can be changed but not cleared. */
  required?: boolean;
}

/** The chosen option of a listing field; a press opens the drawer that fetches the others. */
export function FieldOptionPicker(props: FieldOptionPickerProps) {
  const { field, value, parent, place, onPick } = props;
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const [open, setOpen] = useState(false);
  const label = fieldName(field);
  const needsParent = field.parent !== '' && !parent;
  return (
    <div className="grid gap-1">
      <span className="font-bold">{label}</span>
      <div className="flex flex-wrap items-center gap-2">
        <button
          type="button"
          disabled={needsParent}
          aria-label={`${[place, label].filter(Boolean).join(', ')}: ${value?.name ?? t('fieldOption.none')}`}
          className="flex min-h-12 min-w-0 max-w-sm flex-1 basis-52 items-center justify-between gap-3 rounded-cut border border-edge bg-field px-3.5 py-2 text-start text-ink disabled:cursor-not-allowed disabled:bg-well disabled:text-soft"
          onClick={() => {
            setOpened(true);
            setOpen(true);
          }}
        >
          <span className={value ? 'min-w-0' : 'min-w-0 text-soft'}>
            {value?.name ?? t('fieldOption.none')}
          </span>
          <ChevronRight aria-hidden className="size-5 shrink-0 text-soft rtl:-scale-x-100" />
        </button>
        {value && !props.required && (
          <Button
            look="plain"
            className="min-w-11"
            aria-label={t('common.remove', { what: `${label}: ${value.name}` })}
            onClick={() => onPick(null)}
          >
            <X aria-hidden className="size-5" />
          </Button>
        )}
      </div>
      {needsParent && <p className="text-fine text-soft">{t('fieldOption.parentFirst')}</p>}
      {opened && (
        <Suspense>
          <FieldOptionDrawer {...props} title={label} open={open} onOpenChange={setOpen} />
        </Suspense>
      )}
    </div>
  );
}
