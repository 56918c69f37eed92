import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure } from '@/components/ui/failure';
import { Page } from '@/components/ui/page';
import { Skeleton } from '@/components/ui/skeleton';
import { useDraft } from '@/features/content/api/use-draft';
import { forgetDraft } from '../return-to-draft';
import { DraftPage } from './draft-page';

export function DraftRoute() {
  const { t } = useTranslation();
  const { draftId } = useParams({ from: '/signed-in/new/$draftId' });
  const { draft, session, error, refetch } = useDraft(draftId);
  useEffect(forgetDraft, []);
  if (draft) return <DraftPage key={draftId} draft={draft} session={session} />;
  return (
    <Page title={t('photo.title')}>
      {error ? (
        <Failure error={error} onRetry={refetch} />
      ) : (
        <Skeleton label={t('common.loading')} className="h-96" />
      )}
    </Page>
  );
}
