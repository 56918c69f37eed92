import { useTranslation } from 'react-i18next';
import { Page } from '@/components/ui/page';
import type { ClosedReason } from '@/features/content/api/types';
import { problemOf } from '@/lib/problem';

const REASONS: readonly ClosedReason[] = ['approved', 'rejected', 'revoked', 'expired', 'changed'];

/** The page of a closed or unknown approval link: why, and what to do now. */
export function ClosedLink({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const { details } = problemOf(error);
  const reason = REASONS.find((one) => one === details['ended']) ?? 'unknown';
  return (
    <Page title={t(`approval.closed.${reason}`)} lead={t(`approval.closedBody.${reason}`)}>
      {null}
    </Page>
  );
}
