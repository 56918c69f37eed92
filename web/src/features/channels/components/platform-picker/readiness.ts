/** Whether a draft can be published to a platform, by the platform's capabilities. */
import { countFor, countHashtags } from '@/lib/count-text';
import type { Capabilities, Connection, Draft, PlatformText } from '../../api/types';

export type Reason =
  | 'not_connected'
  | 'reconnect'
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

export interface Readiness {
  channel: Capabilities;
  reasons: Reason[];
}

/** Where the person can resolve a reason. A missing picture only needs time. */
export function remedyOf(reason: Reason): Remedy {
  if (['not_connected', 'reconnect'].includes(reason)) return 'connection';
  if (reason === 'disabled') return 'settings';
  if (['price', 'quantity', 'materials', 'link'].includes(reason)) return 'facts';
  return reason === 'picture' ? null : 'words';
}

/** Whether a draft has what a platform needs; unknown needs are left to the server. */
type Has = (draft: Draft, words: PlatformText | undefined) => unknown;
const HAS: Partial<Record<Reason, Has>> = {
  price: ({ facts }) => facts.price,
  quantity: ({ facts }) => facts.quantity,
  materials: ({ facts }) => facts.materials?.length,
  link: ({ facts }) => facts.link,
  title: ({ copy }, words) => words?.title || copy.title,
};

function missing(need: string, draft: Draft, words: PlatformText | undefined): Reason | null {
  const has = HAS[need as Reason];
  return !has || has(draft, words) ? null : (need as Reason);
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

export function readiness(
  channel: Capabilities,
  connection: Connection | undefined,
  draft: Draft,
  renditions: ReadonlySet<string>,
): Readiness {
  const words = draft.platforms[channel.platform];
  const reasons: (Reason | null)[] = [
    connection?.status === 'connected' ? null : (connection?.status ?? 'not_connected'),
    connection?.enabled === false ? 'disabled' : null,
    ...channel.needs.map((need) => missing(need, draft, words)),
    words?.text.trim() ? null : 'text',
    renditions.has(channel.image.rendition) ? null : 'picture',
    ...(words ? overLimit(channel, words) : []),
  ];
  return { channel, reasons: reasons.filter((reason) => reason !== null) };
}
