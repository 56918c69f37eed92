import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Draft, DraftChanges, FactsChanges } from '@/api/shapes';
import { api, once, unwrap } from '@/lib/api';
import { pollInterval } from '@/lib/live';
import { keys } from '@/lib/query';

const at = (draftId: string) => ({ path: { draft_id: draftId } });
const version = (draft: Draft) => ({ header: { 'If-Match': `"${draft.version}"` } });

/** A draft around these photos. The first photo has one draft: asking twice answers the same. */
export function createDraft(photoIds: string[], facts: FactsChanges): Promise<Draft> {
  const [first = ''] = photoIds;
  return unwrap(
    api.POST('/api/v1/drafts', {
      body: { photo_ids: photoIds, facts },
      headers: once('draft', first),
    }),
  );
}

export function getDraft(draftId: string, signal?: AbortSignal): Promise<Draft> {
  return unwrap(
    api.GET('/api/v1/drafts/{draft_id}', { params: at(draftId), ...(signal && { signal }) }),
  );
}

export function changeDraft(draft: Draft, changes: DraftChanges): Promise<Draft> {
  return unwrap(
    api.PATCH('/api/v1/drafts/{draft_id}', {
      params: { ...at(draft.draft_id), ...version(draft) },
      body: changes,
    }),
  );
}

export function rewriteDraft(draftId: string, facts: FactsChanges): Promise<Draft> {
  return unwrap(
    api.POST('/api/v1/drafts/{draft_id}/rewrite', { params: at(draftId), body: { facts } }),
  );
}

export function approveDraft(draft: Draft): Promise<Draft> {
  if (draft.status === 'approved') return Promise.resolve(draft);
  return unwrap(
    api.POST('/api/v1/drafts/{draft_id}/approve', {
      params: { ...at(draft.draft_id), ...version(draft) },
    }),
  );
}

export function isBeingWritten(draft: Draft): boolean {
  return draft.status === 'waiting_for_photo' || draft.status === 'writing';
}

export function draftOptions(draftId: string) {
  return queryOptions({
    queryKey: keys.draft(draftId),
    queryFn: ({ signal }) => getDraft(draftId, signal),
    refetchInterval: ({ state }) =>
      state.data && isBeingWritten(state.data) ? pollInterval() : false,
  });
}

const FEW = 6;

/** The latest drafts that were never published, newest first. */
export function useUnfinishedDrafts() {
  return useQuery({
    queryKey: keys.drafts(),
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/drafts', { params: { query: { limit: 20 } }, signal })),
    select: ({ items }) => items.filter((one) => one.status !== 'approved').slice(0, FEW),
  });
}
