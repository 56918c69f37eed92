import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure } from '@/components/ui/failure';
import { Page } from '@/components/ui/page';
import { Skeleton } from '@/components/ui/skeleton';
import { useProduct } from '@/features/catalog/api/use-product';
import { draftIdOptions } from '@/features/content/api/drafts';
import { useDraft } from '@/features/content/api/use-draft';
import { loadStrings } from '@/lib/i18n';
import { forgetProduct } from '../return-to-product';
import { ProductPage } from './product-page';
import { useDraftInStep } from './use-draft-in-step';

const DeletedProduct = lazy(async () => {
  const [deleted] = await Promise.all([
    import('@/features/catalog/components/deleted-product'),
    loadStrings('catalog'),
  ]);
  return { default: deleted.DeletedProduct };
});

export function ProductRoute() {
  const { t } = useTranslation();
  const { productId } = useParams({ from: '/signed-in/products/$productId' });
  const product = useProduct(productId);
  const draftId = useQuery(draftIdOptions(productId));
  const draft = useDraft(draftId.data ?? '');
  useDraftInStep(product.session, draft.refetch);
  useEffect(forgetProduct, []);
  if (product.product?.status === 'archived') {
    return (
      <Page title={product.product.title ?? t('photo.title')}>
        <Suspense>
          <DeletedProduct product={product.product} />
        </Suspense>
      </Page>
    );
  }
  if (product.product && draft.draft) {
    const sessions = { product: product.session, draft: draft.session };
    return (
      <ProductPage
        key={productId}
        product={product.product}
        draft={draft.draft}
        sessions={sessions}
      />
    );
  }
  const failed = [product, draftId, draft].find((one) => one.error);
  return (
    <Page title={t('photo.title')}>
      {failed ? (
        <Failure error={failed.error} onRetry={failed.refetch} />
      ) : (
        <Skeleton label={t('common.loading')} className="h-96" />
      )}
    </Page>
  );
}
