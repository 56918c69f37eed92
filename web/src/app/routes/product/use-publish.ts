/** Publishing, and updating what is published: what is on the page is saved and approved first. */
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { paths } from '@/config/paths';
import type { FieldValues } from '@/features/channels/components/field-options/field-option-form';
import { approveDraft } from '@/features/content/api/drafts';
import { postOptions, publishProduct } from '@/features/publishing/api/posts';
import {
  type ListingUpdate,
  updateListing,
  updateListings,
} from '@/features/publishing/api/publications';
import type { LossPart, Place } from '@/features/publishing/api/types';
import { usePress } from '@/lib/press';
import type { ProductPlace } from './places';
import type { Sessions } from './sessions';

/** Save the facts and the words, and approve the words as they are then. */
async function saveAndApprove({ product, draft }: Sessions): Promise<void> {
  await product.flush();
  await draft.withServer(approveDraft);
}

/** Read anew what a refusal may be about: where the product is, and its words. */
function refresh(client: QueryClient): void {
  for (const feature of ['publishing', 'content', 'channels']) {
    void client.invalidateQueries({ queryKey: [feature] });
  }
}

/** The place as the API takes it, with the listing fields chosen for it, and what is accepted. */
export function placeOf(
  { channel, account, tick }: ProductPlace,
  values?: FieldValues,
  accepts: LossPart[] = [],
): Place {
  return {
    platform: channel.platform,
    ...(account && { account_id: account.id }),
    ...(tick === 'again' && { again: true }),
    ...(values && { field_values: { ...values } }),
    ...(accepts.length > 0 && { accepts }),
  };
}

/** Publish a product in one command; afterwards its board is shown as it is then. */
export function usePublish(productId: string, sessions: Sessions, onDone: () => void) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const press = usePress();
  const publish = useMutation({
    mutationFn: async (places: Place[]) => {
      await saveAndApprove(sessions);
      const { post_id: postId } = await publishProduct(productId, places, press);
      // An answer that is repeated tells of the time of the first: the board reads the post anew.
      await client.prefetchQuery({ ...postOptions(postId), staleTime: 0 });
      return postId;
    },
    onSuccess: (postId) => {
      onDone();
      for (const feature of ['publishing', 'catalog'])
        void client.invalidateQueries({ queryKey: [feature] });
      return navigate({ to: paths.post, params: { postId } });
    },
    onError: () => refresh(client),
  });
  /** The command was sent, by this press or one before, and no answer came. */
  const isUnsure = publish.error !== null && press.isUnanswered();
  return { publish, isUnsure };
}

/** Bring what is published in step with the page, one publication at a time. */
export function useUpdateListing(sessions: Sessions) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (update: ListingUpdate) => {
      await saveAndApprove(sessions);
      return updateListing(update);
    },
    onSettled: () => refresh(client),
  });
}

/** Bring all that is published and behind in step with the page, in one command. */
export function useUpdateListings(productId: string, sessions: Sessions) {
  const client = useQueryClient();
  const press = usePress();
  return useMutation({
    mutationFn: async () => {
      await saveAndApprove(sessions);
      return updateListings(productId, press);
    },
    onSettled: () => refresh(client),
  });
}
