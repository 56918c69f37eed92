/** Publishing: save, approve, create the product and the post, publish. Each step is idempotent. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { paths } from '@/config/paths';
import { createProduct } from '@/features/catalog/api/create-product';
import type { NewProduct } from '@/features/catalog/api/types';
import {
  toVariants,
  type Variant,
  type VariantsInput,
} from '@/features/catalog/components/variants';
import type { Platform } from '@/features/channels/api/types';
import type { DraftSession } from '@/features/content/api/draft-session';
import { approveDraft } from '@/features/content/api/drafts';
import type { Draft } from '@/features/content/api/types';
import { contentKeys } from '@/features/content/keys';
import { createPost, publishPost } from '@/features/publishing/api/posts';
import { publishingKeys } from '@/features/publishing/keys';
import { hashOf } from '@/lib/api';
import { Problem } from '@/lib/problem';
import type { FieldValuesByPlatform } from './chosen-field-values';

/** The product that an approved draft describes. */
export function toProduct(
  { copy, facts, photo_ids }: Draft,
  variants: readonly Variant[] = [],
): NewProduct {
  if (!facts.price || !facts.quantity) {
    throw new Problem({ status: 409, code: 'refused', message: '' });
  }
  return {
    title: copy.title,
    description: copy.description,
    price: facts.price,
    quantity: facts.quantity,
    materials: facts.materials ?? [],
    photo_ids,
    ...(facts.craft && { craft: facts.craft }),
    ...(variants.length > 0 && { variants: [...variants] }),
  };
}

/** What is published besides the draft. */
export interface PublishInput {
  fieldValues: FieldValuesByPlatform;
  variantsInput: VariantsInput;
}

export function usePublish(session: DraftSession, { fieldValues, variantsInput }: PublishInput) {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async (platforms: Platform[]) => {
      const draft = await approveDraft(await session.saveAndRefetch());
      client.setQueryData(contentKeys.draft(draft.draft_id), draft);
      const { draft_id: draftId, version } = draft;
      const variants = toVariants(variantsInput);
      const variantsHash = variants.length > 0 ? [hashOf(variants)] : [];
      const key = [draftId, version, ...variantsHash];
      const product = await createProduct(toProduct(draft, variants), key);
      const post = await createPost({
        draftId,
        version,
        productId: product.product_id,
        platforms,
        fieldValues: Object.fromEntries(
          Object.entries(fieldValues).filter(([platform]) => platforms.includes(platform)),
        ),
      });
      return publishPost(post.post_id);
    },
    onSuccess: (post) => {
      client.setQueryData(publishingKeys.post(post.post_id), post);
      void client.invalidateQueries({ queryKey: publishingKeys.posts() });
      void client.invalidateQueries({ queryKey: contentKeys.drafts() });
      return navigate({ to: paths.post, params: { postId: post.post_id } });
    },
  });
}
