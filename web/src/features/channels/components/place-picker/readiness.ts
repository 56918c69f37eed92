/** Whether a product can be published in an account, by the platform's capabilities. */
import { countFor, countHashtags } from '@/lib/count-text';
import type { Capabilities, Connection, Draft, PlatformText, Product } from '../../api/types';

export type Reason =
  | 'not_connected'
  | 'reconnect'
  | 'account_gone'
  | 'disabled'
  | 'price'
  | 'quantity'
  | 'title'
  | 'materials'
  | 'link'
  | 'text'
  | 'picture'
  | 'title_long'
  | 'text_long'
  | 'hashtags_many'
  | 'tags_many'
  | 'tag_long';

export type Remedy = 'connection' | 'settings' | 'facts' | 'words' | null;

/** What is published: the facts of a product, and the words about it. */
export interface Piece {
  product: Product;
  draft: Draft;
}

const CONNECTION: readonly Reason[] = ['not_connected', 'reconnect', 'account_gone'];

/** Where the person can resolve a reason. A missing picture only needs time. */
export function remedyOf(reason: Reason): Remedy {
  if (CONNECTION.includes(reason)) return 'connection';
  if (reason === 'disabled') return 'settings';
  if (['price', 'quantity', 'materials', 'link'].includes(reason)) return 'facts';
  return reason === 'picture' ? null : 'words';
}

/** Whether a piece has what a platform needs; unknown needs are left to the server. */
type Has = (piece: Piece, words: PlatformText | undefined) => unknown;
const HAS: Partial<Record<Reason, Has>> = {
  price: ({ product }) => product.price,
  quantity: ({ product }) => product.quantity !== null,
  materials: ({ product }) => product.materials.length,
  link: ({ product }) => product.link,
  title: ({ draft }, words) => words?.title || draft.copy.title,
};

function missing(need: string, piece: Piece, words: PlatformText | undefined): Reason | null {
  const has = HAS[need as Reason];
  return !has || has(piece, words) ? null : (need as Reason);
}

function overLimit({ platform, text: limits }: Capabilities, words: PlatformText): Reason[] {
  const longer = (field: string, text: string, most: number | null) =>
    most !== null && countFor(platform, field, text) > most;
  const more = (count: number, most: number | null) => most !== null && count > most;
  const found: [boolean, Reason][] = [
    [longer('title', words.title ?? '', limits.title_max), 'title_long'],
    [longer('text', words.text, limits.text_max), 'text_long'],
    [more(countHashtags(words.text), limits.hashtags_max), 'hashtags_many'],
    [more(words.tags.length, limits.tags_max), 'tags_many'],
    [words.tags.some((tag) => longer('tag', tag, limits.tag_max)), 'tag_long'],
  ];
  return found.flatMap(([holds, reason]) => (holds ? [reason] : []));
}

/** Why a piece cannot be published in the account of a connection, the first reason first. */
export function reasonsAgainst(
  channel: Capabilities,
  connection: Connection | undefined,
  piece: Piece,
  renditions: ReadonlySet<string>,
): Reason[] {
  const words = piece.draft.platforms[channel.platform];
  const reasons: (Reason | null)[] = [
    connection?.status === 'connected' ? null : (connection?.status ?? 'not_connected'),
    connection?.enabled === false ? 'disabled' : null,
    ...channel.needs.map((need) => missing(need, piece, words)),
    words?.text.trim() ? null : 'text',
    renditions.has(channel.image.rendition) ? null : 'picture',
    ...(words ? overLimit(channel, words) : []),
  ];
  return reasons.filter((reason) => reason !== null);
}
