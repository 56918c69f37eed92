/** The library: looked through page by page, filed, deleted and brought back. */
import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import type { Outcome, Photo, Use, Wish } from '@/api/media';
import { api, done, unwrap } from '@/lib/api';
import { Problem, problemOf } from '@/lib/problem';
import { keys } from '@/lib/query';

export interface Search {
  q?: string | undefined;
  folder?: string | undefined;
  tag?: string | undefined;
  /** What was deleted and can still come back. */
  deleted?: boolean | undefined;
}

const at = (photoId: string) => ({ params: { path: { photo_id: photoId } } });

const PAGE = 48;
/** Calls at a time when many photos are changed: the API is asked politely. */
const AT_ONCE = 4;

function askedFor({ q = '', folder = '', tag = '', deleted = false }: Search) {
  return { limit: PAGE, q, folder, tag, deleted };
}

export function libraryOptions(search: Search) {
  return infiniteQueryOptions({
    queryKey: keys.library(search),
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/media', {
          signal,
          params: { query: { ...askedFor(search), ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor,
    select: ({ pages }) => pages.flatMap((page) => page.items),
  });
}

export const foldersOptions = queryOptions({
  queryKey: keys.folders(),
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/media/folders', { signal })),
  select: ({ items }) => items,
});

export const usageOptions = queryOptions({
  queryKey: keys.usage(),
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/media/usage', { signal })),
});

export function usesOptions(photoId: string) {
  return queryOptions({
    queryKey: keys.uses(photoId),
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/media/{photo_id}/uses', { ...at(photoId), signal })),
    select: ({ items }) => items,
  });
}

/** Where the owner can fetch the file as it was uploaded, for minutes. */
export async function originalUrl(photoId: string): Promise<string> {
  return (await unwrap(api.GET('/api/v1/media/{photo_id}/original', at(photoId)))).url;
}

export interface Filing {
  folder?: string;
  tags?: string[];
}

export function filePhoto(photoId: string, filing: Filing): Promise<Photo> {
  return unwrap(api.PATCH('/api/v1/media/{photo_id}', { ...at(photoId), body: filing }));
}

export function processPhoto(photoId: string, wish: Wish): Promise<Photo> {
  return unwrap(api.POST('/api/v1/media/{photo_id}/process', { ...at(photoId), body: wish }));
}

export function restorePhoto(photoId: string): Promise<Photo> {
  return unwrap(api.POST('/api/v1/media/{photo_id}/restore', at(photoId)));
}

const BATCH = 100;

type Change = { action: 'file'; folder: string } | { action: 'restore' };

/** The same for many, a hundred a call; the first problem is thrown when all were tried. */
async function changeMany(photoIds: readonly string[], change: Change): Promise<void> {
  let failed: Outcome['problem'] = null;
  for (let start = 0; start < photoIds.length; start += BATCH) {
    const body = { photo_ids: photoIds.slice(start, start + BATCH), ...change };
    const { items } = await unwrap(api.POST('/api/v1/media/batch', { body }));
    failed ??= items.find((one) => one.problem)?.problem ?? null;
  }
  if (failed) throw new Problem({ status: 409, ...failed });
}

/** Put many into one folder; "" takes them out of theirs. */
export function movePhotos(photoIds: readonly string[], folder: string): Promise<void> {
  return changeMany(photoIds, { action: 'file', folder });
}

export function restorePhotos(photoIds: readonly string[]): Promise<void> {
  return changeMany(photoIds, { action: 'restore' });
}

export interface InUse {
  photoId: string;
  uses: Use[];
}

export interface Deletion {
  deleted: string[];
  inUse: InUse[];
  problem: Problem | null;
}

/** Delete each; what is used somewhere stays and is told, unless `force`. */
export async function deletePhotos(photoIds: readonly string[], force = false): Promise<Deletion> {
  const outcome: Deletion = { deleted: [], inUse: [], problem: null };
  await each(photoIds, async (photoId) => {
    const asked = { params: { path: { photo_id: photoId }, query: force ? { force } : {} } };
    try {
      await done(api.DELETE('/api/v1/media/{photo_id}', asked));
      outcome.deleted.push(photoId);
    } catch (error) {
      const problem = problemOf(error);
      if (problem.code === 'photo_in_use') outcome.inUse.push({ photoId, uses: usesIn(problem) });
      else outcome.problem = problem;
    }
  });
  return outcome;
}

function usesIn({ details }: Problem): Use[] {
  const uses = details['used_by'];
  return Array.isArray(uses) ? (uses as Use[]) : [];
}

/** Do it with each, a few at a time; the first failure is thrown when all were tried. */
export async function each<T>(
  all: readonly T[],
  work: (one: T) => Promise<unknown>,
): Promise<void> {
  const rest = [...all];
  const failures: unknown[] = [];
  const lane = async () => {
    for (let one = rest.shift(); one !== undefined; one = rest.shift()) {
      await work(one).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  if (failures.length > 0) throw failures[0];
}

/** A change of the library; whatever came of it, all of media is read again. */
export function useLibraryChange<Given, Answer>(work: (given: Given) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: work,
    onSettled: () => client.invalidateQueries({ queryKey: ['media'] }),
  });
}
