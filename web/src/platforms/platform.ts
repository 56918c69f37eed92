/** What a platform has in its folder. No file lists the platforms: who needs them looks there. */
import type { ComponentType } from 'react';
import type { components } from '@/api/schema';

type PlatformText = components['schemas']['PlatformTextRead'];

export type Dye = 'indigo' | 'madder' | 'turmeric' | 'leaf' | 'iron';

/** The icon and colour of a platform; our own, no logo is copied. */
export interface Mark {
  Icon: ComponentType<{ className?: string }>;
  dye: Dye;
}

export interface PreviewProps {
  words: Pick<PlatformText, 'title' | 'text' | 'tags' | 'language'>;
  picture: string | undefined;
  alt: string;
  account: string;
  price: string | null;
}

/** `preview.tsx` exports it as `Preview`; apart from the rest, for the pages that show one. */
export type PlatformPreview = ComponentType<PreviewProps>;

/** What every page may need of a platform; `index.tsx` in its folder exports it as `platform`. */
export interface Platform {
  mark: Mark;
}

/** Parts of the platforms, found by a glob over their folders: `./etsy/index.tsx` → `etsy`. */
export function byPlatform<Part>(found: Record<string, Part>): ReadonlyMap<string, Part> {
  return new Map(Object.entries(found).map(([path, part]) => [path.split('/')[1] ?? '', part]));
}
