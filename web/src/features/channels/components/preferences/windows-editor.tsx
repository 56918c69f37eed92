import { Plus, X } from 'lucide-react';
import { useLayoutEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { TextField } from '@/components/ui/field';
import { formatWeekday } from '@/lib/format';
import type { Day, PostingWindow } from '../../api/types';

const DAYS: readonly Day[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const NEW_WINDOW: PostingWindow = {
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  from: '10:00',
  to: '20:00',
};
const MAX_WINDOWS = 10;

const DAY_END = '24:00';
const MIDNIGHT = '00:00';

/** Whether the window can be saved: at least one day, and an end after the start. */
export function isComplete({ days, from, to }: PostingWindow): boolean {
  return days.length > 0 && from !== '' && to !== '' && from < to;
}

interface WindowsEditorProps {
  windows: readonly PostingWindow[];
  zone: string;
  /** Whether changes are not saved yet. */
  isUnsaved: boolean;
  onChange: (windows: PostingWindow[]) => void;
}

/** The posting windows. Incomplete ones stay in the form and are saved once complete. */
export function WindowsEditor(props: WindowsEditorProps) {
  const { windows, zone, isUnsaved, onChange } = props;
  const { t } = useTranslation();
  const [typed, setTyped] = useState<readonly PostingWindow[]>(windows);
  useLayoutEffect(() => {
    if (!isUnsaved) setTyped((now) => (now.every(isComplete) ? windows : now));
  }, [windows, isUnsaved]);
  const change = (next: readonly PostingWindow[]) => {
    setTyped(next);
    if (next.every(isComplete)) onChange([...next]);
  };
  return (
    <fieldset className="grid justify-items-start gap-4">
      <legend className="mb-1 font-bold">{t('windows.title')}</legend>
      <p className="max-w-prose text-fine text-soft">{t('windows.hint', { zone })}</p>
      {typed.map((one, index) => (
        <WindowRow
          // biome-ignore lint/suspicious/noArrayIndexKey: windows have no id; their index identifies them
          key={index}
          number={index + 1}
          window={one}
          onChange={(next) => change(typed.with(index, next))}
          onRemove={() => change(typed.toSpliced(index, 1))}
        />
      ))}
      {typed.length < MAX_WINDOWS && (
        <Button
          icon={<Plus aria-hidden className="size-5" />}
          onClick={() => change([...typed, NEW_WINDOW])}
        >
          {t('windows.add')}
        </Button>
      )}
    </fieldset>
  );
}

interface WindowRowProps {
  number: number;
  window: PostingWindow;
  onChange: (window: PostingWindow) => void;
  onRemove: () => void;
}

function WindowRow({ number, window, onChange, onRemove }: WindowRowProps) {
  const { t } = useTranslation();
  const toggle = (day: Day) => DAYS.filter((one) => (one === day) !== window.days.includes(one));
  const endsTooEarly = window.from !== '' && window.to !== '' && window.from >= window.to;
  return (
    <fieldset className="grid w-full gap-3 border-line border-t pt-4">
      <legend className="sr-only">{t('windows.one', { number })}</legend>
      <div className="flex flex-wrap gap-1.5">
        {DAYS.map((day) => {
          const on = window.days.includes(day);
          return (
            <button
              key={day}
              type="button"
              aria-pressed={on}
              onClick={() => onChange({ ...window, days: toggle(day) })}
              className={cx(
                'min-h-11 min-w-12 rounded-stamp border-2 px-2 font-bold',
                on ? 'border-indigo bg-indigo-wash text-indigo' : 'border-line bg-field text-soft',
              )}
            >
              {formatWeekday(DAYS.indexOf(day))}
            </button>
          );
        })}
      </div>
      {window.days.length === 0 && (
        <p className="font-bold text-fine text-madder">{t('windows.noDay')}</p>
      )}
      <div className="flex flex-wrap items-start gap-3">
        <TextField
          type="time"
          label={t('windows.from')}
          value={window.from}
          onChange={(event) => onChange({ ...window, from: event.target.value })}
        />
        <TextField
          type="time"
          label={t('windows.to')}
          value={window.to === DAY_END ? MIDNIGHT : window.to}
          error={endsTooEarly ? t('windows.late') : ''}
          onChange={({ target }) =>
            onChange({ ...window, to: target.value === MIDNIGHT ? DAY_END : target.value })
          }
        />
        <Button
          look="plain"
          className="mt-7.5 min-w-11"
          aria-label={t('common.remove', { what: t('windows.one', { number }) })}
          onClick={onRemove}
        >
          <X aria-hidden className="size-5" />
        </Button>
      </div>
    </fieldset>
  );
}
