/** The API of draft versions. */
import { queryOptions } from '@tanstack/react-query';
import { api, ifMatch, unwrap } from '@/lib/api';
import { contentKeys } from '../keys';
import type { Draft } from './types';

const PAGE_SIZE = 50;

export function versionsOptions(draftId: string) {
  return queryOptions({
    queryKey: contentKeys.versions(draftId),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/drafts/{draft_id}/versions', {
          params: { path: { draft_id: draftId }, query: { limit: PAGE_SIZE } },
          signal,
        }),
      ),
    select: ({ items }) => items,
  });
}

export function versionOptions(draftId: string, n: number) {
  return queryOptions({
    queryKey: contentKeys.version(draftId, n),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/drafts/{draft_id}/versions/{number}', {
          params: { path: { draft_id: draftId, number: n } },
          signal,
        }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function restoreVersion(draft: Draft, n: number): Promise<Draft> {
  const path = { draft_id: draft.draft_id, number: n };
  return unwrap(
    api.POST('/api/v1/drafts/{draft_id}/versions/{number}/restore', {
      params: { path, ...ifMatch(draft.version) },
    }),
  );
}
