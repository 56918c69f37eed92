/** What the upload takes: the media context has the last word, this only says it sooner. */
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
export const PHOTO_BYTES_MOST = 50_000_000;
export const PHOTOS_MOST = 10;

/** Milliseconds between looks while something is in progress and the socket does not speak. */
export const POLL_MS = 1500;
/** Milliseconds after the last keystroke before a change is saved. */
export const AUTOSAVE_MS = 700;
