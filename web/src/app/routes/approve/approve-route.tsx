import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Verdict } from '@/api/content';
import { Failure } from '@/components/ui/failure';
import { Page } from '@/components/ui/page';
import { Waiting } from '@/components/ui/waiting';
import { approvalOptions } from '@/features/content/api/approvals';
import { ApprovalDecision } from '@/features/content/components/approval-decision';
import { problemOf } from '@/lib/problem';
import { keys } from '@/lib/query';
import { Visitor } from '../../shell/visitor';
import { Over } from './over';
import { ToApprove } from './to-approve';

/** For somebody without an account: what is to be approved, and the decision. */
export function ApproveRoute() {
  const { token } = useParams({ from: '/approve/$token' });
  return (
    <Visitor>
      <Approving key={token} token={token} />
    </Visitor>
  );
}

const OVER = ['approval_link_closed', 'approval_link_not_found'];

function Approving({ token }: { token: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const [late, setLate] = useState<unknown>(null);
  const {
    data: approval,
    error,
    refetch,
  } = useQuery({
    ...approvalOptions(token),
    enabled: verdict === null,
  });
  const decided = (said: Verdict) => {
    setVerdict(said);
    client.removeQueries({ queryKey: keys.approval(token) });
    window.scrollTo({ top: 0 });
  };
  if (verdict) return <Thanks verdict={verdict} />;
  const over = late ?? (approval ? null : error);
  if (over && OVER.includes(problemOf(over).code)) return <Over error={over} />;
  if (!approval) {
    return (
      <Page title={t('approval.loading')}>
        {error ? (
          <Failure error={error} onRetry={refetch} />
        ) : (
          <Waiting label={t('common.loading')} className="h-96" />
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
      <ToApprove approval={approval} />
      <ApprovalDecision {...{ token, approval }} onDecided={decided} onRefused={setLate} />
    </Page>
  );
}

function Thanks({ verdict }: { verdict: Verdict }) {
  const { t } = useTranslation();
  const { decision, reason } = verdict;
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
