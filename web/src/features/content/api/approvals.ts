/** The API of approval links, for the owner of a draft and for approvers. */
import { queryOptions } from '@tanstack/react-query';
import type { Approval, ApprovalDecision, ApprovalLink } from '@/api/content';
import { expectOk } from '@/lib/api';
import { keys } from '@/lib/query';
import { call, raw } from '@/lib/untyped-call';

const approvalLinksPath = (draftId: string) => `/drafts/${draftId}/approval-links`;

export function approvalLinksOptions(draftId: string) {
  return queryOptions({
    queryKey: keys.approvalLinks(draftId),
    queryFn: async ({ signal }) =>
      (await call<{ items: ApprovalLink[] }>('get', approvalLinksPath(draftId), { signal })).items,
  });
}

export function createApprovalLink(
  draftId: string,
  name: string,
  hours: number,
): Promise<ApprovalLink> {
  return call('post', `/drafts/${draftId}/approval-link`, {
    body: { name, expires_in_hours: hours },
  });
}

export function revokeApprovalLink(draftId: string, linkId: string): Promise<void> {
  return expectOk(raw('delete', `/drafts/${draftId}/approval-link/${linkId}`));
}

export function approvalOptions(token: string) {
  return queryOptions({
    queryKey: keys.approval(token),
    queryFn: ({ signal }) =>
      call<Approval>('get', `/drafts/approvals/${encodeURIComponent(token)}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function decideApproval(token: string, decision: ApprovalDecision): Promise<unknown> {
  return call('post', `/drafts/approvals/${encodeURIComponent(token)}`, { body: decision });
}
