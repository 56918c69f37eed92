import { queryOptions, useQueries, useQuery } from '@tanstack/react-query';
import type { Photo } from '@/api/media';
import { api, unwrap } from '@/lib/api';
import { pollInterval } from '@/lib/live';
import { keys } from '@/lib/query';

export function photoOptions(photoId: string) {
  return queryOptions({
    queryKey: keys.photo(photoId),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/media/{photo_id}', { params: { path: { photo_id: photoId } }, signal }),
      ),
    refetchInterval: ({ state }) => (state.data && !isMoving(state.data) ? false : pollInterval()),
  });
}

/** Whether the server still works on it. */
function isMoving(photo: Photo): boolean {
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

/** The address of a rendition of this name, or of the nearest that there is. */
export function renditionUrl(photo: Photo | undefined, ...names: string[]): string | undefined {
  for (const name of names) {
    const found = photo?.renditions.find((one) => one.name === name);
    if (found) return found.url;
  }
  return photo?.renditions[0]?.url;
}
