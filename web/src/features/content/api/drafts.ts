import { queryOptions, useQuery } from '@tanstack/react-query';
import type { FieldRewriteRequest, Job, Language } from '@/api/content';
import type { Draft, DraftChanges, FactsChanges } from '@/api/shapes';
import { api, idempotencyKey, unwrap } from '@/lib/api';
import { pollInterval } from '@/lib/live';
import { keys } from '@/lib/query';
import { call, ifMatch } from '@/lib/untyped-call';

const draftPath = (draftId: string) => ({ path: { draft_id: draftId } });

/** Create a draft with these photos. Repeating the call returns the draft of the first photo. */
export function createDraft(
  photoIds: string[],
  facts: FactsChanges,
  languages?: readonly Language[],
): Promise<Draft> {
  const [first = ''] = photoIds;
  const body = { photo_ids: photoIds, facts, ...(languages && { languages: [...languages] }) };
  return unwrap(
    api.POST('/api/v1/drafts', { body, headers: idempotencyKey('draft', first) }),
  ) as unknown as Promise<Draft>;
}

export function getDraft(draftId: string, signal?: AbortSignal): Promise<Draft> {
  return unwrap(
    api.GET('/api/v1/drafts/{draft_id}', { params: draftPath(draftId), ...(signal && { signal }) }),
  ) as unknown as Promise<Draft>;
}

export function updateDraft(draft: Draft, changes: DraftChanges): Promise<Draft> {
  return call('patch', `/drafts/${draft.draft_id}`, {
    body: changes,
    headers: ifMatch(draft.version),
  });
}

export function rewriteDraft(draftId: string, facts: FactsChanges): Promise<Draft> {
  return call('post', `/drafts/${draftId}/rewrite`, { body: { facts } });
}

/** Start the regeneration of one field; returns its job. */
export function regenerateField(draftId: string, request: FieldRewriteRequest): Promise<Job> {
  return call('post', `/drafts/${draftId}/regenerate`, { body: request });
}

export function approveDraft(draft: Draft): Promise<Draft> {
  if (draft.status === 'approved') return Promise.resolve(draft);
  return call('post', `/drafts/${draft.draft_id}/approve`, { headers: ifMatch(draft.version) });
}

export function rejectDraft(draft: Draft, reason: string): Promise<Draft> {
  return call('post', `/drafts/${draft.draft_id}/reject`, {
    body: { reason },
    headers: ifMatch(draft.version),
  });
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

const MAX_UNFINISHED = 6;

/** The latest drafts, newest first. */
export function draftsOptions() {
  return queryOptions({
    queryKey: keys.drafts(),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/drafts', { params: { query: { limit: 20 } }, signal }),
      ) as unknown as Promise<{ items: Draft[] }>,
  });
}

/** The latest drafts that were never published, newest first. */
export function useUnfinishedDrafts() {
  return useQuery({
    ...draftsOptions(),
    select: ({ items }) =>
      items.filter((one) => one.status !== 'approved').slice(0, MAX_UNFINISHED),
  });
}
