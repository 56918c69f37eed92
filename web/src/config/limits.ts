/** Upload limits, checked before the upload; the media context enforces them. */
export const PHOTO_TYPES = [
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/avif',
  'image/heic',
  'image/heif',
  'image/tiff',
  'image/gif',
];
export const PHOTO_ACCEPT = [...PHOTO_TYPES, '.heic', '.heif', '.avif', '.tif', '.tiff'].join(',');
export const MAX_PHOTO_BYTES = 50_000_000;
export const MAX_PHOTOS = 10;

/** Milliseconds between polls while something is in progress and the live socket is silent. */
export const POLL_MS = 1500;
/** Milliseconds after the last keystroke before a change is saved. */
export const AUTOSAVE_MS = 700;
