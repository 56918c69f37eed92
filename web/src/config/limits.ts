/** What the upload takes: the media context has the last word, this only says it sooner. */
export const PHOTO_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'image/heif'];
export const PHOTO_ACCEPT = [...PHOTO_TYPES, '.heic', '.heif'].join(',');
export const PHOTOS_MOST = 10;

/** Milliseconds between looks while something is in progress and the socket does not speak. */
export const POLL_MS = 1500;
/** Milliseconds after the last keystroke before a change is saved. */
export const AUTOSAVE_MS = 700;
