import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure } from '@/components/ui/failure';
import { Page } from '@/components/ui/page';
import { DropZone } from '@/features/media/components/upload/drop-zone';
import { useStartProduct } from './start-product';

/** The library strip is below the fold, so it loads later. */
const LibraryStrip = lazy(async () => ({
  default: (await import('@/features/media/components/new-post/library-strip')).LibraryStrip,
}));

/** Prefetch the next page while the person chooses a picture. */
function fetchNextPage(): void {
  void import('./product/product-route');
  void import('@/features/catalog/components/product-form/product-form');
}

export function NewPostRoute() {
  const { t } = useTranslation();
  const start = useStartProduct();
  useEffect(fetchNextPage, []);
  return (
    <Page title={t('photo.title')} lead={t('photo.lead')}>
      {start.error && (
        <Failure
          error={start.error}
          onRetry={() => start.variables && start.mutate(start.variables)}
        />
      )}
      <DropZone busy={start.isPending} onPhotos={(files) => start.mutate({ files })} />
      <Suspense>
        <LibraryStrip busy={start.isPending} onPhotos={(photoIds) => start.mutate({ photoIds })} />
      </Suspense>
    </Page>
  );
}
