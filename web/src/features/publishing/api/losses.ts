/** What a place cannot show of a product, which is told and accepted before it is sent. */
import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api';
import { type Problem, problemOf } from '@/lib/problem';
import { publishingKeys } from '../keys';
import type { LossPart, Place, PlaceLoss } from './types';

/** What an account of a platform does not show. */
export interface PlaceLosses {
  platform: string;
  accountId: string | null;
  losses: readonly PlaceLoss[];
}

export interface PreviewWish {
  productId: string;
  places: Place[];
  /** Names the state of the product and its words: another one is asked about anew. */
  state: string;
}

/**
 * What each place would not show. It is asked once for each wish: what happens elsewhere changes
 * nothing, and what it costs is felt on a slow network.
 */
export function lossesOptions({ productId, places, state }: PreviewWish) {
  const body = { product_id: productId, places };
  return queryOptions({
    queryKey: publishingKeys.losses(productId, JSON.stringify(places), state),
    queryFn: async ({ signal }) => {
      const found = await unwrap(api.POST('/api/v1/posts/preview', { body, signal }));
      return found.map(({ platform, account, losses }) => ({
        platform,
        accountId: account?.id ?? null,
        losses,
      }));
    },
    staleTime: 'static',
    retry: false,
  });
}

function isRefusal({ code }: Problem): boolean {
  return code === 'losses_not_accepted';
}

/** A place in the details of a refusal. */
type RefusedPlace = Pick<Place, 'platform' | 'account_id'> & { losses: PlaceLoss[] };

/** What the server says is not shown, where it refused to send for that; none for other errors. */
export function lossesOf(error: unknown): PlaceLosses[] {
  const problem = problemOf(error);
  if (!error || !isRefusal(problem)) return [];
  const places = (problem.details['places'] ?? []) as RefusedPlace[];
  return places.map(({ platform, account_id, losses }) => ({
    platform,
    accountId: account_id || null,
    losses,
  }));
}

/** What an account does not show; without one, the only account of the platform. */
export function lossesIn(
  all: readonly PlaceLosses[],
  platform: string,
  accountId: string | undefined,
): PlaceLoss[] {
  return all
    .filter((one) => one.platform === platform && (one.accountId ?? accountId) === accountId)
    .flatMap((one) => one.losses);
}

/** The parts that are lost at a place, each once. */
export function lostParts(
  all: readonly PlaceLosses[],
  platform: string,
  accountId: string | undefined,
): LossPart[] {
  const there = lossesIn(all, platform, accountId);
  return [...new Set(there.map(({ part }) => part))];
}
