/** The API of draft versions. */
import { queryOptions } from '@tanstack/react-query';
import type { OldVersion, Version } from '@/api/content';
import type { Draft } from '@/api/shapes';
import { keys } from '@/lib/query';
import { call, ifMatch } from '@/lib/untyped-call';

export function versionsOptions(draftId: string) {
  return queryOptions({
    queryKey: keys.versions(draftId),
    queryFn: async ({ signal }) =>
      (await call<{ items: Version[] }>('get', `/drafts/${draftId}/versions?limit=50`, { signal }))
        .items,
  });
}

export function versionOptions(draftId: string, n: number) {
  return queryOptions({
    queryKey: keys.version(draftId, n),
    queryFn: ({ signal }) =>
      call<OldVersion>('get', `/drafts/${draftId}/versions/${n}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function restoreVersion(draft: Draft, n: number): Promise<Draft> {
  return call('post', `/drafts/${draft.draft_id}/versions/${n}/restore`, {
    headers: ifMatch(draft.version),
  });
}
