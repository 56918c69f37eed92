import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { Notice } from '@/components/ui/notice';
import { restoreProduct } from '../api/products';
import type { Product } from '../api/types';

/** In place of the page of a deleted product: a way to bring it back. */
export function DeletedProduct({ product }: { product: Product }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const restore = useMutation({
    mutationFn: () => restoreProduct(product.product_id),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['catalog'] }),
        client.invalidateQueries({ queryKey: ['content'] }),
      ]),
  });
  return (
    <>
      {restore.error && <Failure error={restore.error} />}
      <Notice
        tone="hint"
        title={t('deletedProduct.title')}
        action={
          <Button
            busy={restore.isPending}
            icon={<Undo2 aria-hidden className="size-5" />}
            onClick={() => restore.mutate()}
          >
            {t('common.undo')}
          </Button>
        }
      >
        {t('deletedProduct.body')}
      </Notice>
    </>
  );
}
