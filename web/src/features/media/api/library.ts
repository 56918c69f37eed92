/** The API of the photo library: search, update, process, delete and restore photos. */
import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { api, expectOk, unwrap } from '@/lib/api';
import { Problem, problemOf } from '@/lib/problem';
import { mediaKeys } from '../keys';
import type {
  BatchOutcome,
  Photo,
  PhotoBatch,
  PhotoReference,
  PhotoUpdate,
  ProcessingOptions,
} from './types';

export interface Search {
  q?: string | undefined;
  folder?: string | undefined;
  tag?: string | undefined;
  /** Deleted photos that can still be restored. */
  deleted?: boolean | undefined;
}

const photoPath = (photoId: string) => ({ params: { path: { photo_id: photoId } } });

const PAGE_SIZE = 48;
/** Parallel calls when many photos are changed one by one. */
const PARALLEL_CALLS = 4;

function searchQuery({ q = '', folder = '', tag = '', deleted = false }: Search) {
  return { limit: PAGE_SIZE, q, folder, tag, deleted };
}

export function libraryOptions(search: Search) {
  return infiniteQueryOptions({
    queryKey: mediaKeys.library(search),
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/media', {
          signal,
          params: { query: { ...searchQuery(search), ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor,
    select: ({ pages }) => pages.flatMap((page) => page.items),
  });
}

export const foldersOptions = queryOptions({
  queryKey: mediaKeys.folders(),
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/media/folders', { signal })),
  select: ({ items }) => items,
});

export const usageOptions = queryOptions({
  queryKey: mediaKeys.usage(),
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/media/usage', { signal })),
});

export function photoReferencesOptions(photoId: string) {
  return queryOptions({
    queryKey: mediaKeys.photoReferences(photoId),
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/media/{photo_id}/uses', { ...photoPath(photoId), signal })),
    select: ({ items }) => items,
  });
}

/** A URL of the uploaded file, valid for minutes. */
export async function originalUrl(photoId: string): Promise<string> {
  return (await unwrap(api.GET('/api/v1/media/{photo_id}/original', photoPath(photoId)))).url;
}

export function updatePhoto(photoId: string, update: PhotoUpdate): Promise<Photo> {
  return unwrap(api.PATCH('/api/v1/media/{photo_id}', { ...photoPath(photoId), body: update }));
}

export function processPhoto(photoId: string, options: ProcessingOptions): Promise<Photo> {
  return unwrap(
    api.POST('/api/v1/media/{photo_id}/process', { ...photoPath(photoId), body: options }),
  );
}

export function restorePhoto(photoId: string): Promise<Photo> {
  return unwrap(api.POST('/api/v1/media/{photo_id}/restore', photoPath(photoId)));
}

const BATCH_SIZE = 100;

type BatchChange = Pick<PhotoBatch, 'action' | 'folder'>;

/** Apply one change to many photos, a hundred a call; throws the first problem after all calls. */
async function changeMany(photoIds: readonly string[], change: BatchChange): Promise<void> {
  let failed: BatchOutcome['problem'] = null;
  for (let start = 0; start < photoIds.length; start += BATCH_SIZE) {
    const body = { photo_ids: photoIds.slice(start, start + BATCH_SIZE), ...change };
    const { items } = await unwrap(api.POST('/api/v1/media/batch', { body }));
    failed ??= items.find((one) => one.problem)?.problem ?? null;
  }
  if (failed) throw new Problem({ status: 409, ...failed });
}

/** Move photos into a folder; "" moves them out of theirs. */
export function movePhotos(photoIds: readonly string[], folder: string): Promise<void> {
  return changeMany(photoIds, { action: 'file', folder });
}

export function restorePhotos(photoIds: readonly string[]): Promise<void> {
  return changeMany(photoIds, { action: 'restore' });
}

export interface PhotoInUse {
  photoId: string;
  references: PhotoReference[];
}

export interface DeletionResult {
  deleted: string[];
  inUse: PhotoInUse[];
  problem: Problem | null;
}

/** Delete photos; those in use are kept and returned, unless `force`. */
export async function deletePhotos(
  photoIds: readonly string[],
  force = false,
): Promise<DeletionResult> {
  const result: DeletionResult = { deleted: [], inUse: [], problem: null };
  await forEachParallel(photoIds, async (photoId) => {
    const request = { params: { path: { photo_id: photoId }, query: force ? { force } : {} } };
    try {
      await expectOk(api.DELETE('/api/v1/media/{photo_id}', request));
      result.deleted.push(photoId);
    } catch (error) {
      const problem = problemOf(error);
      if (problem.code === 'photo_in_use')
        result.inUse.push({ photoId, references: referencesIn(problem) });
      else result.problem = problem;
    }
  });
  return result;
}

function referencesIn({ details }: Problem): PhotoReference[] {
  const references = details['used_by'];
  return Array.isArray(references) ? (references as PhotoReference[]) : [];
}

/** Run `work` for each item, a few in parallel; throws the first error after all have run. */
export async function forEachParallel<T>(
  all: readonly T[],
  work: (one: T) => Promise<unknown>,
): Promise<void> {
  const rest = [...all];
  const failures: unknown[] = [];
  const worker = async () => {
    for (let one = rest.shift(); one !== undefined; one = rest.shift()) {
      await work(one).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: PARALLEL_CALLS }, worker));
  if (failures.length > 0) throw failures[0];
}

/** A mutation of the library; afterwards all media queries are invalidated. */
export function useLibraryMutation<Variables, Result>(
  work: (variables: Variables) => Promise<Result>,
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: work,
    onSettled: () => client.invalidateQueries({ queryKey: ['media'] }),
  });
}
