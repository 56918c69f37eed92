import { type KeyboardEvent, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Photo } from '../../api/types';
import { PhotoTile } from './photo-tile';
import type { Selection } from './selection';

interface PhotoGridProps {
  photos: readonly Photo[];
  selection: Selection;
  onDelete: () => void;
}

/** The photo grid. Arrow keys move the focus, Space selects, Shift extends the selection. */
export function PhotoGrid({ photos, selection, onDelete }: PhotoGridProps) {
  const { t } = useTranslation();
  const list = useRef<HTMLUListElement>(null);
  const hint = useId();
  const onKeyDown = (event: KeyboardEvent) => {
    const here = (event.target as HTMLElement).dataset['photo'];
    const step = STEPS[event.key];
    const chosenOnly = selection.chosen.size > 0;
    const acts: Record<string, (() => void) | false> = {
      'chord a': selection.all,
      Escape: chosenOnly && selection.clear,
      Delete: chosenOnly && onDelete,
      ' ': here !== undefined && (() => selection.toggle(here, event.shiftKey)),
    };
    const act = step
      ? () => walk(list.current, here, step, event.shiftKey ? selection : null)
      : acts[pressOf(event)];
    if (!act) return;
    event.preventDefault();
    act();
  };
  return (
    <>
      <p id={hint} className="sr-only">
        {t('library.keys')}
      </p>
      <ul
        ref={list}
        aria-label={t('library.title')}
        aria-describedby={hint}
        onKeyDown={onKeyDown}
        className="grid grid-cols-2 gap-x-3 gap-y-6 sm:grid-cols-3 sm:gap-x-5 lg:grid-cols-4"
      >
        {photos.map((photo) => (
          <PhotoTile
            key={photo.photo_id}
            photo={photo}
            chosen={selection.chosen.has(photo.photo_id)}
            onChoose={selection.toggle}
          />
        ))}
      </ul>
    </>
  );
}

type Step = { across: number; down: number };

const STEPS: Readonly<Record<string, Step>> = {
  ArrowRight: { across: 1, down: 0 },
  ArrowLeft: { across: -1, down: 0 },
  ArrowDown: { across: 0, down: 1 },
  ArrowUp: { across: 0, down: -1 },
};

function pressOf({ ctrlKey, metaKey, key }: KeyboardEvent): string {
  return ctrlKey || metaKey ? `chord ${key.toLowerCase()}` : key;
}

/** Move the focus; with a selection, extend it to the focused photo. */
function walk(
  list: HTMLElement | null,
  here: string | undefined,
  { across, down }: Step,
  selection: Selection | null,
): void {
  const tiles = [...(list?.querySelectorAll<HTMLElement>('[data-photo]') ?? [])];
  const at = tiles.findIndex((one) => one.dataset['photo'] === here);
  if (at < 0) return;
  const next = tiles[at + across + down * columnsOf(tiles)];
  const id = next?.dataset['photo'];
  if (!next || !id) return;
  next.focus();
  if (!selection) return;
  if (here && !selection.chosen.has(here)) selection.toggle(here);
  selection.toggle(id, true);
}

/** The number of columns, measured from the first row. */
function columnsOf(tiles: readonly HTMLElement[]): number {
  const topOf = (tile: HTMLElement | undefined) => tile?.getBoundingClientRect().top;
  const next = tiles.findIndex((one) => topOf(one) !== topOf(tiles[0]));
  return next < 0 ? tiles.length : next;
}
