import { useState } from 'react';
import type { Platform } from '@/api/shapes';

export interface PlatformsChosen {
  chosen: ReadonlySet<Platform>;
  toggle: (platform: Platform, on: boolean) => void;
}

/** The ticks of one draft; a reload keeps them. */
export function useChosenPlatforms(draftId: string): PlatformsChosen {
  const key = `haat.chosen.${draftId}`;
  const [chosen, setChosen] = useState<ReadonlySet<Platform>>(
    () => new Set(JSON.parse(sessionStorage.getItem(key) ?? '[]') as Platform[]),
  );
  const toggle = (platform: Platform, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(platform);
    else next.delete(platform);
    sessionStorage.setItem(key, JSON.stringify([...next]));
    setChosen(next);
  };
  return { chosen, toggle };
}
