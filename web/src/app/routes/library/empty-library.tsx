import { useTranslation } from 'react-i18next';
import { Page } from '@/components/ui/page';
import { addUploads } from '@/features/media/api/uploads';
import { DropZone } from '@/features/media/components/drop-zone';
import { ImportForm } from '@/features/media/components/import-form';

/** The first time: what this is for, and one thing to do. */
export function EmptyLibrary() {
  const { t } = useTranslation();
  return (
    <Page title={t('library.emptyTitle')} lead={t('library.emptyLead')}>
      <DropZone busy={false} folders most={500} onPhotos={(files) => addUploads(files, '')}>
        <ImportForm folder="" />
      </DropZone>
      <ol className="grid gap-6 sm:grid-cols-3">
        {(['one', 'two', 'three'] as const).map((step) => (
          <li key={step}>
            <h2 className="font-bold text-lead">{t(`library.teach.${step}`)}</h2>
            <p className="text-soft">{t(`library.teach.${step}Body`)}</p>
          </li>
        ))}
      </ol>
    </Page>
  );
}
