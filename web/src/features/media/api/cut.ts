/** The crop windows around a focal point set by hand, computed as the server does. */
import type { Photo, Point, Rendition } from './types';

/** Whether a rendition shows the whole photo, for the app's own pages; the others are crops. */
export function isWholePhoto({ name }: Rendition): boolean {
  return /^(?:web|thumbnail|w\d+)$/.test(name);
}

export interface Crop {
  name: string;
  /** Width over height. */
  ratio: number;
  platforms: readonly string[];
  rendition: Rendition;
}

/** The crops of a photo, with the platforms that use them. */
export function cropsOf(
  photo: Photo,
  platformsByRendition: Readonly<Record<string, readonly string[]>>,
): readonly Crop[] {
  return photo.renditions
    .filter((one) => !isWholePhoto(one) && one.width > 0)
    .map((rendition) => ({
      name: rendition.name,
      ratio: rendition.width / rendition.height,
      platforms: platformsByRendition[rendition.name] ?? [],
      rendition,
    }));
}

/** The `object-position` of a picture of `shape` that shows its crop of `ratio` around `focal`. */
export function objectPosition(focal: Point, shape: number, ratio: number): string {
  const across = Math.min(1, ratio / shape);
  const down = Math.min(1, shape / ratio);
  return `${windowPosition(focal.x, across)}% ${windowPosition(focal.y, down)}%`;
}

/** The position in percent of a window over `share` of a line, centred on `at` where it fits. */
function windowPosition(at: number, share: number): number {
  const room = 1 - share;
  if (room <= 0) return 50;
  return (Math.min(Math.max(at - share / 2, 0), room) / room) * 100;
}

/** The unprocessed picture: the URL of the first version has no version number. */
export function originalRenditionUrl(photo: Photo): string | undefined {
  const web = photo.renditions.find((one) => one.name === 'web');
  return web?.url.replace(/\/v\d+(?=\/[^/]+$)/, '');
}
