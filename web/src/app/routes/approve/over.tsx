import { useTranslation } from 'react-i18next';
import type { LinkEnding } from '@/api/content';
import { Page } from '@/components/ui/page';
import { problemOf } from '@/lib/problem';

const ENDINGS: readonly LinkEnding[] = ['approved', 'rejected', 'revoked', 'expired', 'changed'];

/** A link that is no longer good, or never was: why, and what to do now. */
export function Over({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const { details } = problemOf(error);
  const ended = ENDINGS.find((one) => one === details['ended']) ?? 'unknown';
  return (
    <Page title={t(`approval.over.${ended}`)} lead={t(`approval.overBody.${ended}`)}>
      {null}
    </Page>
  );
}
