/** The API of approval links, for the owner of a draft and for approvers. */
import { queryOptions } from '@tanstack/react-query';
import { api, expectOk, unwrap } from '@/lib/api';
import { contentKeys } from '../keys';
import type { ApprovalDecision, ApprovalLink } from './types';

export function approvalLinksOptions(draftId: string) {
  return queryOptions({
    queryKey: contentKeys.approvalLinks(draftId),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/drafts/{draft_id}/approval-links', {
          params: { path: { draft_id: draftId } },
          signal,
        }),
      ),
    select: ({ items }) => items,
  });
}

export function createApprovalLink(
  draftId: string,
  name: string,
  hours: number,
): Promise<ApprovalLink> {
  return unwrap(
    api.POST('/api/v1/drafts/{draft_id}/approval-link', {
      params: { path: { draft_id: draftId } },
      body: { name, expires_in_hours: hours },
    }),
  );
}

export function revokeApprovalLink(draftId: string, linkId: string): Promise<void> {
  return expectOk(
    api.DELETE('/api/v1/drafts/{draft_id}/approval-link/{link_id}', {
      params: { path: { draft_id: draftId, link_id: linkId } },
    }),
  );
}

const APPROVAL = '/api/v1/drafts/approvals/{token}';

export function approvalOptions(token: string) {
  return queryOptions({
    queryKey: contentKeys.approval(token),
    queryFn: ({ signal }) => unwrap(api.GET(APPROVAL, { params: { path: { token } }, signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function decideApproval(token: string, decision: ApprovalDecision): Promise<unknown> {
  return unwrap(api.POST(APPROVAL, { params: { path: { token } }, body: decision }));
}
