/** Where a platform's picture is cut when the point is set by hand, as the server does it. */
import type { Photo, Point, Rendition } from '@/api/media';

/** Pictures of our own pages, all of the whole photo; the others are cut for platforms. */
export function isOwn({ name }: Rendition): boolean {
  return /^(?:web|thumbnail|w\d+)$/.test(name);
}

export interface Crop {
  name: string;
  /** Width over height. */
  ratio: number;
  platforms: readonly string[];
  rendition: Rendition;
}

/** The cuts that there are of a photo, each once, with what they are for. */
export function cropsOf(
  photo: Photo,
  uses: Readonly<Record<string, readonly string[]>>,
): readonly Crop[] {
  return photo.renditions
    .filter((one) => !isOwn(one) && one.width > 0)
    .map((rendition) => ({
      name: rendition.name,
      ratio: rendition.width / rendition.height,
      platforms: uses[rendition.name] ?? [],
      rendition,
    }));
}

/** `object-position` that shows of a picture of `shape` what a cut of `ratio` around `focal` keeps. */
export function positionOf(focal: Point, shape: number, ratio: number): string {
  const across = Math.min(1, ratio / shape);
  const down = Math.min(1, shape / ratio);
  return `${placed(focal.x, across)}% ${placed(focal.y, down)}%`;
}

/** A window over `share` of a line, as near to the middle of `at` as the line allows. */
function placed(at: number, share: number): number {
  const room = 1 - share;
  if (room <= 0) return 50;
  return (Math.min(Math.max(at - share / 2, 0), room) / room) * 100;
}

/** The picture before anything was asked of it: its first edition has no version in its address. */
export function firstUrl(photo: Photo): string | undefined {
  const web = photo.renditions.find((one) => one.name === 'web');
  return web?.url.replace(/\/v\d+(?=\/[^/]+$)/, '');
}
