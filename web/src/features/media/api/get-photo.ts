import { queryOptions, useQueries, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api';
import { pollInterval } from '@/lib/live';
import { mediaKeys } from '../keys';
import type { Photo } from './types';

export function photoOptions(photoId: string) {
  return queryOptions({
    queryKey: mediaKeys.photo(photoId),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/media/{photo_id}', { params: { path: { photo_id: photoId } }, signal }),
      ),
    refetchInterval: ({ state }) =>
      state.data && !isInProgress(state.data) ? false : pollInterval(),
  });
}

/** Whether the upload or the processing is still running. */
function isInProgress(photo: Photo): boolean {
  return photo.status === 'uploading' || photo.processing;
}

export function usePhoto(photoId: string) {
  return useQuery(photoOptions(photoId));
}

export function usePhotos(photoIds: readonly string[]): Photo[] {
  return useQueries({
    queries: photoIds.map(photoOptions),
    combine: (results) => results.flatMap(({ data }) => (data ? [data] : [])),
  });
}

/** The URL of the first rendition found by these names, else of any. */
export function renditionUrl(photo: Photo | undefined, ...names: string[]): string | undefined {
  for (const name of names) {
    const found = photo?.renditions.find((one) => one.name === name);
    if (found) return found.url;
  }
  return photo?.renditions[0]?.url;
}
