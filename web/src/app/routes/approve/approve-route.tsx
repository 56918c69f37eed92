import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure } from '@/components/ui/failure';
import { Page } from '@/components/ui/page';
import { Skeleton } from '@/components/ui/skeleton';
import { approvalOptions } from '@/features/content/api/approvals';
import type { ApprovalDecision } from '@/features/content/api/types';
import { ApprovalForm } from '@/features/content/components/approval/approval-form';
import { contentKeys } from '@/features/content/keys';
import { problemOf } from '@/lib/problem';
import { PublicLayout } from '../../shell/public-layout';
import { ApprovalView } from './approval-view';
import { ClosedLink } from './closed-link';

/** The page of an approval link, for an approver without an account. */
export function ApproveRoute() {
  const { token } = useParams({ from: '/approve/$token' });
  return (
    <PublicLayout>
      <ApprovalPage key={token} token={token} />
    </PublicLayout>
  );
}

const CLOSED_CODES = ['approval_link_closed', 'approval_link_not_found'];

function ApprovalPage({ token }: { token: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [decision, setDecision] = useState<ApprovalDecision | null>(null);
  const [refusal, setRefusal] = useState<unknown>(null);
  const {
    data: approval,
    error,
    refetch,
  } = useQuery({
    ...approvalOptions(token),
    enabled: decision === null,
  });
  const onDecided = (made: ApprovalDecision) => {
    setDecision(made);
    client.removeQueries({ queryKey: contentKeys.approval(token) });
    window.scrollTo({ top: 0 });
  };
  if (decision) return <Thanks made={decision} />;
  const closed = refusal ?? (approval ? null : error);
  if (closed && CLOSED_CODES.includes(problemOf(closed).code)) return <ClosedLink error={closed} />;
  if (!approval) {
    return (
      <Page title={t('approval.loading')}>
        {error ? (
          <Failure error={error} onRetry={refetch} />
        ) : (
          <Skeleton label={t('common.loading')} className="h-96" />
        )}
      </Page>
    );
  }
  const { sender, title } = approval;
  return (
    <Page
      title={sender ? t('approval.title', { sender }) : t('approval.titleNobody')}
      lead={<bdi>{title}</bdi>}
    >
      <ApprovalView approval={approval} />
      <ApprovalForm {...{ token, approval }} onDecided={onDecided} onRefused={setRefusal} />
    </Page>
  );
}

function Thanks({ made }: { made: ApprovalDecision }) {
  const { t } = useTranslation();
  const { decision, reason } = made;
  return (
    <Page title={t(`approval.thanks.${decision}`)} lead={t(`approval.thanksBody.${decision}`)}>
      {reason && (
        <blockquote dir="auto" className="border-turmeric border-s-4 ps-4 text-lead">
          {reason}
        </blockquote>
      )}
    </Page>
  );
}
