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

/** Milliseconds between polls while something is in progress and the live socket is silent. */
export const POLL_MS = 1500;
/** Milliseconds after the last keystroke before a change is saved. */
export const AUTOSAVE_MS = 700;

/** What a product's fields take; checked against openapi.json by testing/checks/limits.test.ts. */
export const PRODUCT_LIMITS = {
  title: 140,
  craft: 80,
  technique: 120,
  dimensions: 120,
  region: 80,
  link: 300,
  story: 3000,
  materials: 13,
  material: 45,
  quantity: 999_999,
  variants: 100,
  option: 45,
  photos: 10,
} as const;
