/** What an upload asks of the server: a place, addresses for parts, and to put them together. */
import type { Arrived, PartAddress, Photo, Upload } from '@/api/media';
import { api, done, unwrap } from '@/lib/api';

export interface Announced {
  filename: string;
  content_type: string;
  size: number;
  folder: string;
}

type Signal = { signal?: AbortSignal };
const at = (photoId: string) => ({ params: { path: { photo_id: photoId } } });

export function invite(body: Announced, signal: Signal = {}): Promise<Upload> {
  return unwrap(api.POST('/api/v1/media/uploads', { body, ...signal }));
}

export async function partAddresses(
  photoId: string,
  numbers: number[],
  signal: Signal = {},
): Promise<PartAddress[]> {
  const asked = { ...at(photoId), body: { numbers }, ...signal };
  return (await unwrap(api.POST('/api/v1/media/uploads/{photo_id}/parts', asked))).parts;
}

export function arrivedOf(photoId: string, signal: Signal = {}): Promise<Arrived> {
  return unwrap(api.GET('/api/v1/media/uploads/{photo_id}', { ...at(photoId), ...signal }));
}

export function completeUpload(photoId: string, signal: Signal = {}): Promise<Photo> {
  const asked = { ...at(photoId), ...signal };
  return unwrap(api.POST('/api/v1/media/uploads/{photo_id}/complete', asked));
}

export function abandonUpload(photoId: string): Promise<void> {
  return done(api.DELETE('/api/v1/media/uploads/{photo_id}', at(photoId)));
}

/** Have the server fetch a picture from an address; it is settled like any other upload. */
export function importFrom(url: string, folder: string): Promise<Photo> {
  return unwrap(api.POST('/api/v1/media/imports', { body: { url, folder } }));
}
