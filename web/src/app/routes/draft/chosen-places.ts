import { useState } from 'react';
import type { Choice } from '@/api/channels';
import type { Platform } from '@/api/shapes';

/** What was chosen within each place for one post: platform → name → choice. */
export type ChoicesByPlatform = Readonly<Record<Platform, Readonly<Record<string, Choice>>>>;

export interface PlacesChosen {
  given: ChoicesByPlatform;
  pick: (platform: Platform, name: string, choice: Choice, inner: readonly string[]) => void;
}

/** The choices of one draft; a reload keeps them. What lay within a changed one falls away. */
export function useChosenPlaces(draftId: string): PlacesChosen {
  const key = `haat.places.${draftId}`;
  const [given, setGiven] = useState<ChoicesByPlatform>(
    () => JSON.parse(sessionStorage.getItem(key) ?? '{}') as ChoicesByPlatform,
  );
  const pick: PlacesChosen['pick'] = (platform, name, choice, inner) => {
    const kept = Object.entries(given[platform] ?? {}).filter(([one]) => !inner.includes(one));
    const next = { ...given, [platform]: { ...Object.fromEntries(kept), [name]: choice } };
    sessionStorage.setItem(key, JSON.stringify(next));
    setGiven(next);
  };
  return { given, pick };
}
