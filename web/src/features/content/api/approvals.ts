/** Links by which somebody without an account may decide. */
import { queryOptions } from '@tanstack/react-query';
import type { Approval, ApprovalLink, Verdict } from '@/api/content';
import { done } from '@/lib/api';
import { call, raw } from '@/lib/call';
import { keys } from '@/lib/query';

const linksOf = (draftId: string) => `/drafts/${draftId}/approval-links`;

export function linksOptions(draftId: string) {
  return queryOptions({
    queryKey: keys.links(draftId),
    queryFn: async ({ signal }) =>
      (await call<{ items: ApprovalLink[] }>('get', linksOf(draftId), { signal })).items,
  });
}

export function makeLink(draftId: string, name: string, hours: number): Promise<ApprovalLink> {
  return call('post', `/drafts/${draftId}/approval-link`, {
    body: { name, expires_in_hours: hours },
  });
}

export function revokeLink(draftId: string, linkId: string): Promise<void> {
  return done(raw('delete', `/drafts/${draftId}/approval-link/${linkId}`));
}

export function approvalOptions(token: string) {
  return queryOptions({
    queryKey: keys.approval(token),
    queryFn: ({ signal }) =>
      call<Approval>('get', `/drafts/approvals/${encodeURIComponent(token)}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function decide(token: string, verdict: Verdict): Promise<unknown> {
  return call('post', `/drafts/approvals/${encodeURIComponent(token)}`, { body: verdict });
}
