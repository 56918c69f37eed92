import { queryOptions } from '@tanstack/react-query';
import { api, ifMatch, unwrap } from '@/lib/api';
import { pollInterval } from '@/lib/live';
import { createPress, type Press } from '@/lib/press';
import { contentKeys } from '../keys';
import type { Draft, DraftChanges, FieldRewriteRequest, Job } from './types';

const draftPath = (draftId: string) => ({ path: { draft_id: draftId } });
/** The parameters of a change that is based on this version. */
const onVersion = ({ draft_id, version }: Draft) => ({
  ...draftPath(draft_id),
  ...ifMatch(version),
});

/** Create the draft of a product, or return the one that there is. */
export function createDraft(productId: string, press: Press): Promise<Draft> {
  const body = { product_id: productId };
  return press.send(body, (headers) => unwrap(api.POST('/api/v1/drafts', { body, headers })));
}

async function draftIdOf(productId: string, signal: AbortSignal): Promise<string> {
  const query = { product_id: productId };
  const { items } = await unwrap(api.GET('/api/v1/drafts', { params: { query }, signal }));
  const draft = items[0] ?? (await createDraft(productId, createPress()));
  return draft.draft_id;
}

/** The id of the one draft of a product, which is created if there is none yet. */
export function draftIdOptions(productId: string) {
  return queryOptions({
    queryKey: contentKeys.draftOf(productId),
    queryFn: ({ signal }) => draftIdOf(productId, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
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

export function rewriteDraft(draftId: string): Promise<Draft> {
  return unwrap(api.POST('/api/v1/drafts/{draft_id}/rewrite', { params: draftPath(draftId) }));
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

/** The latest drafts, newest first. */
export function draftsOptions() {
  return queryOptions({
    queryKey: contentKeys.drafts(),
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/drafts', { params: { query: { limit: 20 } }, signal })),
  });
}
