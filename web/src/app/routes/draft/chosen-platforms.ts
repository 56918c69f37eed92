import { useState } from 'react';
import type { Platform } from '@/features/channels/api/types';

export interface ChosenPlatforms {
  platforms: ReadonlySet<Platform>;
  toggle: (platform: Platform, on: boolean) => void;
}

/** The platforms ticked for one draft, kept in the session storage. */
export function useChosenPlatforms(draftId: string): ChosenPlatforms {
  const key = `haat.chosen.${draftId}`;
  const [platforms, setPlatforms] = useState<ReadonlySet<Platform>>(
    () => new Set(JSON.parse(sessionStorage.getItem(key) ?? '[]') as Platform[]),
  );
  const toggle = (platform: Platform, on: boolean) => {
    const next = new Set(platforms);
    if (on) next.add(platform);
    else next.delete(platform);
    sessionStorage.setItem(key, JSON.stringify([...next]));
    setPlatforms(next);
  };
  return { platforms, toggle };
}
