/** How a product stands in an account: whether it is shown there, on its way, or neither. */
import type { Platform, Publication } from './types';

/** `free`: nothing is shown there, so that it can be published. */
export type Standing = 'free' | 'live' | 'moving' | 'unsure';

export interface StandingThere {
  standing: Standing;
  /** The publication that the standing is of; of a free one, the latest. */
  publication: Publication | null;
}

const NOWHERE: StandingThere = { standing: 'free', publication: null };

function standingOf({ status }: Publication): Standing {
  if (status === 'confirmed') return 'live';
  if (status === 'unknown') return 'unsure';
  return status === 'failed' || status === 'unpublished' ? 'free' : 'moving';
}

/** Of several posts in an account, what is on its way or unsure counts first, then what is live. */
const BY_WEIGHT: readonly Standing[] = ['unsure', 'moving', 'live', 'free'];

export function standingIn(
  publications: readonly Publication[],
  platform: Platform,
  accountId: string | undefined,
): StandingThere {
  const there = publications
    .filter((one) => one.platform === platform && one.account.id === accountId)
    .toSorted((one, other) => other.number - one.number)
    .map((publication) => ({ standing: standingOf(publication), publication }));
  const heaviest = BY_WEIGHT.find((standing) => there.some((one) => one.standing === standing));
  return there.find((one) => one.standing === heaviest) ?? NOWHERE;
}
