/** One press: save, approve, put in the catalogue, make the post, send it. Each step is safe to repeat. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { Draft, NewProduct, Platform } from '@/api/shapes';
import { paths } from '@/config/paths';
import { createProduct } from '@/features/catalog/api/create-product';
import { type Forms, type Variant, variantsOf } from '@/features/catalog/components/forms';
import type { DraftSession } from '@/features/content/api/draft-session';
import { approveDraft } from '@/features/content/api/drafts';
import { createPost, publishPost } from '@/features/publishing/api/posts';
import { markOf } from '@/lib/api';
import { Problem } from '@/lib/problem';
import { keys } from '@/lib/query';
import type { ChoicesByPlatform } from './chosen-places';

/** The product that an approved draft describes. */
export function productOf(
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

/** What belongs to this one press beside the draft. */
export interface Press {
  choices: ChoicesByPlatform;
  forms: Forms;
}

export function usePublish(session: DraftSession, { choices, forms }: Press) {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async (platforms: Platform[]) => {
      const draft = await approveDraft(await session.settled());
      client.setQueryData(keys.draft(draft.draft_id), draft);
      const { draft_id: draftId, version } = draft;
      const variants = variantsOf(forms);
      const mark = variants.length > 0 ? [markOf(variants)] : [];
      const key = [draftId, version, ...mark];
      const product = await createProduct(productOf(draft, variants), key);
      const post = await createPost({
        draftId,
        version,
        productId: product.product_id,
        platforms,
        choices: Object.fromEntries(
          Object.entries(choices).filter(([platform]) => platforms.includes(platform)),
        ),
      });
      return publishPost(post.post_id);
    },
    onSuccess: (post) => {
      client.setQueryData(keys.post(post.post_id), post);
      void client.invalidateQueries({ queryKey: keys.posts() });
      void client.invalidateQueries({ queryKey: keys.drafts() });
      return navigate({ to: paths.post, params: { postId: post.post_id } });
    },
  });
}
