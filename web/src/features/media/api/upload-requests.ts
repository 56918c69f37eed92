/** The API of uploads: create, presign parts, read the status, complete, abort, import. */
import { api, expectOk, unwrap } from '@/lib/api';
import type { Photo, PresignedPart, Upload, UploadedParts, UploadRequest } from './types';

type Signal = { signal?: AbortSignal };
const uploadPath = (photoId: string) => ({ params: { path: { photo_id: photoId } } });

export function createUpload(body: UploadRequest, signal: Signal = {}): Promise<Upload> {
  return unwrap(api.POST('/api/v1/media/uploads', { body, ...signal }));
}

export async function presignParts(
  photoId: string,
  numbers: number[],
  signal: Signal = {},
): Promise<PresignedPart[]> {
  const request = { ...uploadPath(photoId), body: { numbers }, ...signal };
  return (await unwrap(api.POST('/api/v1/media/uploads/{photo_id}/parts', request))).parts;
}

export function uploadStatus(photoId: string, signal: Signal = {}): Promise<UploadedParts> {
  return unwrap(api.GET('/api/v1/media/uploads/{photo_id}', { ...uploadPath(photoId), ...signal }));
}

export function completeUpload(photoId: string, signal: Signal = {}): Promise<Photo> {
  const request = { ...uploadPath(photoId), ...signal };
  return unwrap(api.POST('/api/v1/media/uploads/{photo_id}/complete', request));
}

export function abortUpload(photoId: string): Promise<void> {
  return expectOk(api.DELETE('/api/v1/media/uploads/{photo_id}', uploadPath(photoId)));
}

/** Have the server fetch a picture from a URL; its photo becomes ready like any other. */
export function importPhoto(url: string, folder: string): Promise<Photo> {
  return unwrap(api.POST('/api/v1/media/imports', { body: { url, folder } }));
}
