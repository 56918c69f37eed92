import { useState } from 'react';

export interface ChosenPlaces {
  /** The ids of the ticks. */
  ids: ReadonlySet<string>;
  /** Tick a place; *post again* is a wish of this visit and is not kept for the next. */
  toggle: (id: string, on: boolean, kept: boolean) => void;
  /** Forget all ticks, because they have been carried out. */
  clear: () => void;
}

const storageKey = (productId: string) => `haat.places.${productId}`;

function stored(productId: string): string[] {
  return JSON.parse(sessionStorage.getItem(storageKey(productId)) ?? '[]') as string[];
}

function withTick(ids: Iterable<string>, id: string, on: boolean): string[] {
  const others = [...ids].filter((one) => one !== id);
  return on ? [...others, id] : others;
}

/** The places ticked for one product, kept in the session storage until it is published. */
export function useChosenPlaces(productId: string): ChosenPlaces {
  const [ids, setIds] = useState<ReadonlySet<string>>(() => new Set(stored(productId)));
  return {
    ids,
    toggle(id, on, kept) {
      setIds(new Set(withTick(ids, id, on)));
      if (!kept) return;
      const next = withTick(stored(productId), id, on);
      sessionStorage.setItem(storageKey(productId), JSON.stringify(next));
    },
    clear() {
      sessionStorage.removeItem(storageKey(productId));
      setIds(new Set());
    },
  };
}
