import { useTranslation } from 'react-i18next';
import { Page } from '@/components/ui/page';
import { addUploads } from '@/features/media/api/upload-queue';
import { DropZone } from '@/features/media/components/upload/drop-zone';
import { ImportForm } from '@/features/media/components/upload/import-form';

/** The empty state of the library: what it is for, and the first upload. */
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
            <h2 className="font-bold text-lead">{t(`library.intro.${step}`)}</h2>
            <p className="text-soft">{t(`library.intro.${step}Body`)}</p>
          </li>
        ))}
      </ol>
    </Page>
  );
}
