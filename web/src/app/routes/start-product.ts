/** Starts the uploads of the chosen files, and creates the product that they show, with its draft. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { paths } from '@/config/paths';
import { createProduct } from '@/features/catalog/api/products';
import { createDraft } from '@/features/content/api/drafts';
import { contentKeys } from '@/features/content/keys';
import { usePress } from '@/lib/press';

export interface NewProductPhotos {
  files?: File[];
  /** Photos of the library, in addition to files or instead. */
  photoIds?: string[];
}

export async function beginUploads(files: readonly File[]): Promise<string[]> {
  if (files.length === 0) return [];
  const { beginUpload } = await import('@/features/media/api/upload-queue');
  return Promise.all(files.map(beginUpload));
}

/** The photos of each request; one that is repeated uploads nothing again. */
function useUploads(): (photos: NewProductPhotos) => Promise<string[]> {
  const [begun] = useState(() => new WeakMap<NewProductPhotos, string[]>());
  return async (photos) => {
    const { files = [], photoIds = [] } = photos;
    const all = begun.get(photos) ?? [...photoIds, ...(await beginUploads(files))];
    begun.set(photos, all);
    return all;
  };
}

export function useStartProduct() {
  const navigate = useNavigate();
  const client = useQueryClient();
  const uploads = useUploads();
  const [productPress, draftPress] = [usePress(), usePress()];
  return useMutation({
    mutationFn: async (photos: NewProductPhotos) => {
      const product = await createProduct({ photo_ids: await uploads(photos) }, productPress);
      return createDraft(product.product_id, draftPress);
    },
    onSuccess: ({ draft_id: draftId, product_id: productId }) => {
      // Only the id is kept of the answers: a repeated one may be older than what is there now.
      client.setQueryData(contentKeys.draftOf(productId), draftId);
      void client.invalidateQueries({ queryKey: ['catalog'] });
      return navigate({ to: paths.product, params: { productId } });
    },
  });
}
