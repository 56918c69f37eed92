/** The places of a product: every account, with what stands in the way and how it stands there. */
import type { Account, Capabilities, Connection } from '@/features/channels/api/types';
import type { Place } from '@/features/channels/components/place-picker/place-picker';
import {
  type Piece,
  type Reason,
  reasonsAgainst,
} from '@/features/channels/components/place-picker/readiness';
import { type StandingThere, standingIn } from '@/features/publishing/api/standing';
import type { Publication } from '@/features/publishing/api/types';
import { placeLabel } from '@/lib/place-label';

export interface ProductPlace extends Omit<Place, 'standing'>, StandingThere {
  /** Null where the account is not connected. */
  connectionId: string | null;
}

/** What the place of an account is called. */
export function labelIn(
  places: readonly ProductPlace[],
  { platform, accountId }: { platform: string; accountId: string | null },
): string {
  const there = places.filter((one) => one.channel.platform === platform);
  const found = there.find((one) => one.account?.id === accountId) ?? there[0];
  return found?.label ?? platform;
}

type UnnamedPlace = Omit<ProductPlace, 'label'>;

interface Sources {
  connections: readonly Connection[];
  publications: readonly Publication[];
  piece: Piece;
  /** The names of the renditions of the cover. */
  renditions: ReadonlySet<string>;
}

export function placesOf(channels: readonly Capabilities[], sources: Sources): ProductPlace[] {
  return channels.flatMap((channel) => {
    const held = sources.connections.filter((one) => one.platform === channel.platform);
    const former = formerAccounts(channel, held, sources.publications);
    const all = [
      ...held.map((connection) => placeIn(channel, connection, sources)),
      ...former.map((account) => formerPlace(channel, account, sources)),
    ];
    const found = all.length > 0 ? all : [placeIn(channel, undefined, sources)];
    return found.map((one) => ({
      ...one,
      label: placeLabel(channel.name, one.account, found.length),
    }));
  });
}

const placeId = ({ platform }: Capabilities, account: Account | null) =>
  `${platform} ${account?.id ?? ''}`;

function placeIn(
  channel: Capabilities,
  connection: Connection | undefined,
  { publications, piece, renditions }: Sources,
): UnnamedPlace {
  const account = connection?.account ?? null;
  const there = standingIn(publications, channel.platform, account?.id);
  const { standing } = there;
  const isSettled = standing === 'free' || standing === 'live';
  return {
    id: placeId(channel, account),
    channel,
    account,
    connectionId: connection?.connection_id ?? null,
    reasons: isSettled ? reasonsAgainst(channel, connection, piece, renditions) : [],
    ...tickFor(channel, account, there),
    ...there,
  };
}

function tickFor(
  channel: Capabilities,
  account: Account | null,
  { standing }: StandingThere,
): Pick<Place, 'tick' | 'tickId'> {
  const id = placeId(channel, account);
  if (standing === 'free') return { tick: 'publish', tickId: id };
  const isAgain = standing === 'live' && channel.shows === 'post';
  return { tick: isAgain ? 'again' : null, tickId: `${id} again` };
}

/** The accounts in which the product is shown or on its way, and that are not connected now. */
function formerAccounts(
  { platform }: Capabilities,
  held: readonly Connection[],
  publications: readonly Publication[],
): Account[] {
  const accounts = new Map<string, Account>();
  for (const one of publications) {
    const isKnown = held.some(({ account }) => account.id === one.account.id);
    if (one.platform === platform && !isKnown) accounts.set(one.account.id, one.account);
  }
  const isFree = ({ id }: Account) => standingIn(publications, platform, id).standing === 'free';
  return [...accounts.values()].filter((account) => !isFree(account));
}

const GONE: Reason[] = ['account_gone'];

function formerPlace(
  channel: Capabilities,
  account: Account,
  { publications }: Sources,
): UnnamedPlace {
  const there = standingIn(publications, channel.platform, account.id);
  return {
    id: placeId(channel, account),
    channel,
    account,
    connectionId: null,
    reasons: GONE,
    tick: null,
    tickId: '',
    ...there,
  };
}
