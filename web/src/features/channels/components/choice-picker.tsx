import { ChevronRight, X } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Choice, Choosing } from '@/api/channels';
import { Button } from '@/components/ui/button';
import { knownWords } from '@/lib/known-words';

const ChoiceDrawer = lazy(async () => ({
  default: (await import('./choice-drawer')).ChoiceDrawer,
}));

export function choiceName({ name, words }: Choosing): string {
  return knownWords('choice.name', name, words);
}

export interface ChoicePickerProps {
  platform: string;
  choosing: Choosing;
  value: Choice | undefined;
  /** What is chosen of that which this one lies within. */
  outer: Choice | undefined;
  /** The name of the platform, where several are on the page. */
  place?: string;
  /** What the search begins with, such as the craft. */
  words?: string;
  /** Whether a choice can only be changed, not taken back. */
  keeps?: boolean;
  onPick: (choice: Choice | null) => void;
}

/** What is chosen, and the way to another; the list is fetched from the platform when it is opened. */
export function ChoicePicker(props: ChoicePickerProps) {
  const { choosing, value, outer, place, onPick } = props;
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const [open, setOpen] = useState(false);
  const what = choiceName(choosing);
  const waits = choosing.within !== '' && !outer;
  return (
    <div className="grid gap-1">
      <span className="font-bold">{what}</span>
      <div className="flex flex-wrap items-center gap-2">
        <button
          type="button"
          disabled={waits}
          aria-label={`${[place, what].filter(Boolean).join(', ')}: ${value?.name ?? t('choice.none')}`}
          className="flex min-h-12 min-w-0 max-w-sm flex-1 basis-52 items-center justify-between gap-3 rounded-cut border border-edge bg-field px-3.5 py-2 text-start text-ink disabled:cursor-not-allowed disabled:bg-well disabled:text-soft"
          onClick={() => {
            setOpened(true);
            setOpen(true);
          }}
        >
          <span className={value ? 'min-w-0' : 'min-w-0 text-soft'}>
            {value?.name ?? t('choice.none')}
          </span>
          <ChevronRight aria-hidden className="size-5 shrink-0 text-soft rtl:-scale-x-100" />
        </button>
        {value && !props.keeps && (
          <Button
            look="plain"
            className="min-w-11"
            aria-label={t('common.remove', { what: `${what}: ${value.name}` })}
            onClick={() => onPick(null)}
          >
            <X aria-hidden className="size-5" />
          </Button>
        )}
      </div>
      {waits && <p className="text-fine text-soft">{t('choice.outerFirst')}</p>}
      {opened && (
        <Suspense>
          <ChoiceDrawer {...props} title={what} open={open} onOpenChange={setOpen} />
        </Suspense>
      )}
    </div>
  );
}
