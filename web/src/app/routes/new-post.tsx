import { useTranslation } from 'react-i18next';
import { Failure } from '@/components/ui/failure';
import { Page } from '@/components/ui/page';
import { DropZone } from '@/features/media/components/drop-zone';
import { useStartDraft } from './start-draft';

export function NewPostRoute() {
  const { t } = useTranslation();
  const start = useStartDraft();
  return (
    <Page title={t('photo.title')} lead={t('photo.lead')}>
      {start.error && (
        <Failure
          error={start.error}
          onRetry={() => start.variables && start.mutate(start.variables)}
        />
      )}
      <DropZone busy={start.isPending} onPhotos={(files) => start.mutate({ files })} />
    </Page>
  );
}
