import { queryOptions, useQuery } from '@tanstack/react-query';
import type { FieldWish, Job, Language } from '@/api/content';
import type { Draft, DraftChanges, FactsChanges } from '@/api/shapes';
import { api, once, unwrap } from '@/lib/api';
import { builtOn, call } from '@/lib/call';
import { pollInterval } from '@/lib/live';
import { keys } from '@/lib/query';

const at = (draftId: string) => ({ path: { draft_id: draftId } });

/** A draft around these photos. The first photo has one draft: asking twice answers the same. */
export function createDraft(
  photoIds: string[],
  facts: FactsChanges,
  languages?: readonly Language[],
): Promise<Draft> {
  const [first = ''] = photoIds;
  const body = { photo_ids: photoIds, facts, ...(languages && { languages: [...languages] }) };
  return unwrap(
    api.POST('/api/v1/drafts', { body, headers: once('draft', first) }),
  ) as unknown as Promise<Draft>;
}

export function getDraft(draftId: string, signal?: AbortSignal): Promise<Draft> {
  return unwrap(
    api.GET('/api/v1/drafts/{draft_id}', { params: at(draftId), ...(signal && { signal }) }),
  ) as unknown as Promise<Draft>;
}

export function changeDraft(draft: Draft, changes: DraftChanges): Promise<Draft> {
  return call('patch', `/drafts/${draft.draft_id}`, {
    body: changes,
    headers: builtOn(draft.version),
  });
}

export function rewriteDraft(draftId: string, facts: FactsChanges): Promise<Draft> {
  return call('post', `/drafts/${draftId}/rewrite`, { body: { facts } });
}

/** Have one field written anew; answers the job to follow. */
export function regenerateField(draftId: string, wish: FieldWish): Promise<Job> {
  return call('post', `/drafts/${draftId}/regenerate`, { body: wish });
}

export function approveDraft(draft: Draft): Promise<Draft> {
  if (draft.status === 'approved') return Promise.resolve(draft);
  return call('post', `/drafts/${draft.draft_id}/approve`, { headers: builtOn(draft.version) });
}

export function rejectDraft(draft: Draft, reason: string): Promise<Draft> {
  return call('post', `/drafts/${draft.draft_id}/reject`, {
    body: { reason },
    headers: builtOn(draft.version),
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

const FEW = 6;

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
    select: ({ items }) => items.filter((one) => one.status !== 'approved').slice(0, FEW),
  });
}
