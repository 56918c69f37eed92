import { Crosshair, Eraser, type LucideIcon, Sun } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { Notice } from '@/components/ui/notice';
import type { Photo, ProcessingOptions, Refusal } from '../../api/types';
import { refusalText } from '../refusal-text';

interface ProcessingFormProps {
  photo: Photo;
  options: ProcessingOptions;
  error: unknown;
  busy: boolean;
  onChange: (options: ProcessingOptions) => void;
  onProcess: () => void;
  onDiscard: () => void;
}

export function processingOptions(photo: Photo): ProcessingOptions {
  const { focal, focal_by: by, light, background } = photo;
  return { focal: by === 'hand' ? focal : null, light, background };
}

export function isSameOptions(one: ProcessingOptions, other: ProcessingOptions): boolean {
  const same = one.focal?.x === other.focal?.x && one.focal?.y === other.focal?.y;
  return same && one.light === other.light && one.background === other.background;
}

/** The processing options of a photo; the original is never changed. */
export function ProcessingForm(props: ProcessingFormProps) {
  const { photo, options, error, busy, onChange, onProcess, onDiscard } = props;
  const { t } = useTranslation();
  const changed = !isSameOptions(options, processingOptions(photo));
  const working = busy || photo.processing;
  return (
    <div className="grid gap-4">
      <Toggle
        Icon={Sun}
        label={t('library.light')}
        hint={t('library.lightHint')}
        on={options.light}
        onChange={(light) => onChange({ ...options, light })}
      />
      <Toggle
        Icon={Eraser}
        label={t('library.background')}
        hint={t('library.backgroundHint')}
        on={options.background === 'white'}
        onChange={(on) => onChange({ ...options, background: on ? 'white' : 'keep' })}
      />
      {options.focal && (
        <Button
          look="plain"
          className="justify-self-start"
          icon={<Crosshair aria-hidden className="size-5" />}
          onClick={() => onChange({ ...options, focal: null })}
        >
          {t('library.focalFound')}
        </Button>
      )}
      {photo.refusal && !working && <Refused reason={photo.refusal} />}
      {error ? <Failure error={error} /> : null}
      <div className="flex flex-wrap items-center gap-3">
        <Button look="main" busy={working} disabled={!changed && !working} onClick={onProcess}>
          {working ? t('library.processingAgain') : t('library.process')}
        </Button>
        {changed && !working && (
          <Button look="plain" onClick={onDiscard}>
            {t('library.discard')}
          </Button>
        )}
      </div>
      <ProcessedStatus photo={photo} />
    </div>
  );
}

/** Why processing was refused; the photo keeps its earlier renditions. */
function Refused({ reason }: { reason: Refusal }) {
  const { cause, remedy } = refusalText(reason);
  return (
    <Notice tone="warning" title={cause}>
      {remedy}
    </Notice>
  );
}

/** Announces once, to screen readers too, that the new renditions are ready. */
function ProcessedStatus({ photo }: { photo: Photo }) {
  const { t } = useTranslation();
  const [first] = useState(photo.edition);
  const isNew = photo.edition > first && !photo.processing;
  return (
    <p role="status" className="font-bold text-leaf empty:hidden">
      {isNew ? t('library.processed') : ''}
    </p>
  );
}

interface ToggleProps {
  Icon: LucideIcon;
  label: string;
  hint: string;
  on: boolean;
  onChange: (on: boolean) => void;
}

function Toggle({ Icon, label, hint, on, onChange }: ToggleProps) {
  return (
    <label className="grid cursor-pointer grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-4 rounded-stamp bg-sheet p-4 hover:bg-indigo-wash">
      <Icon aria-hidden className="size-6 text-indigo" />
      <span>
        <span className="block font-bold">{label}</span>
        <span className="block text-fine text-soft">{hint}</span>
      </span>
      <span className="relative inline-flex">
        <input
          type="checkbox"
          role="switch"
          checked={on}
          aria-checked={on}
          onChange={(event) => onChange(event.target.checked)}
          className="peer h-8 w-14 cursor-pointer appearance-none rounded-full border-2 border-edge bg-field transition-colors checked:border-indigo checked:bg-indigo"
        />
        <span
          aria-hidden
          className="pointer-events-none absolute start-1.5 top-1.5 size-5 rounded-full bg-edge transition-transform peer-checked:translate-x-6 peer-checked:bg-on-indigo"
        />
      </span>
    </label>
  );
}
