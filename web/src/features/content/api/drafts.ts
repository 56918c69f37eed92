import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, idempotencyKey, ifMatch, unwrap } from '@/lib/api';
import type { Language } from '@/lib/languages';
import { pollInterval } from '@/lib/live';
import { contentKeys } from '../keys';
import type { Draft, DraftChanges, FactsChanges, FieldRewriteRequest, Job } from './types';

const draftPath = (draftId: string) => ({ path: { draft_id: draftId } });
/** The parameters of a change that is based on this version. */
const onVersion = ({ draft_id, version }: Draft) => ({
  ...draftPath(draft_id),
  ...ifMatch(version),
});

/** Create a draft with these photos. Repeating the call returns the draft of the first photo. */
export function createDraft(
  photoIds: string[],
  facts: FactsChanges,
  languages?: readonly Language[],
): Promise<Draft> {
  const [first = ''] = photoIds;
  const body = { photo_ids: photoIds, facts, ...(languages && { languages: [...languages] }) };
  return unwrap(api.POST('/api/v1/drafts', { body, headers: idempotencyKey('draft', first) }));
}

export function getDraft(draftId: string, signal?: AbortSignal): Promise<Draft> {
  return unwrap(
    api.GET('/api/v1/drafts/{draft_id}', { params: draftPath(draftId), ...(signal && { signal }) }),
  );
}

export function updateDraft(draft: Draft, changes: DraftChanges): Promise<Draft> {
  return unwrap(
    api.PATCH('/api/v1/drafts/{draft_id}', { params: onVersion(draft), body: changes }),
  );
}

export function rewriteDraft(draftId: string, facts: FactsChanges): Promise<Draft> {
  return unwrap(
    api.POST('/api/v1/drafts/{draft_id}/rewrite', { params: draftPath(draftId), body: { facts } }),
  );
}

/** Start the regeneration of one field; returns its job. */
export function regenerateField(draftId: string, request: FieldRewriteRequest): Promise<Job> {
  return unwrap(
    api.POST('/api/v1/drafts/{draft_id}/regenerate', { params: draftPath(draftId), body: request }),
  );
}

export function approveDraft(draft: Draft): Promise<Draft> {
  if (draft.status === 'approved') return Promise.resolve(draft);
  return unwrap(api.POST('/api/v1/drafts/{draft_id}/approve', { params: onVersion(draft) }));
}

export function rejectDraft(draft: Draft, reason: string): Promise<Draft> {
  return unwrap(
    api.POST('/api/v1/drafts/{draft_id}/reject', { params: onVersion(draft), body: { reason } }),
  );
}

export function isBeingWritten(draft: Draft): boolean {
  return draft.status === 'waiting_for_photo' || draft.status === 'writing';
}

export function draftOptions(draftId: string) {
  return queryOptions({
    queryKey: contentKeys.draft(draftId),
    queryFn: ({ signal }) => getDraft(draftId, signal),
    refetchInterval: ({ state }) =>
      state.data && isBeingWritten(state.data) ? pollInterval() : false,
  });
}

const MAX_UNFINISHED = 6;

/** The latest drafts, newest first. */
export function draftsOptions() {
  return queryOptions({
    queryKey: contentKeys.drafts(),
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/drafts', { params: { query: { limit: 20 } }, signal })),
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
