/** Text lengths as platforms count them, by the server's rules. */
import rules from '../../../functions/channels/model/text_rules.json';

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const utf8 = new TextEncoder();

export type Unit = 'utf16' | 'codepoints' | 'graphemes' | 'bytes';

interface TextRules {
  link_weight: number | null;
  fields: Record<string, { most: number | null; unit: string }>;
}

const PLATFORM_RULES = import.meta.glob<TextRules>(
  '../../../functions/channels/adapters/*/platform.json',
  {
    eager: true,
    import: 'text',
  },
);
const RULES_BY_PLATFORM = new Map(
  Object.entries(PLATFORM_RULES).map(([path, text]) => [
    /(\w+)\/platform\.json$/.exec(path)?.[1] ?? '',
    text,
  ]),
);

export interface TextCount {
  /** UTF-16 code units, the strictest count in use: a text that fits by it fits by any. */
  units: number;
  /** What a reader would call letters. */
  letters: number;
}

export function countText(text: string): TextCount {
  return { units: text.length, letters: textSize(text, 'graphemes') };
}

const LINK = new RegExp(rules.link, 'gu');
const HASHTAG = new RegExp(`(?<link>${rules.link})|${rules.hashtag}`, 'gu');
const MENTION = new RegExp(`(?<link>${rules.link})|${rules.mention}`, 'gu');

/** The size of a text in a unit; every link counts as `linkWeight` where a platform has one. */
export function textSize(text: string, unit: Unit, linkWeight: number | null = null): number {
  if (linkWeight !== null) {
    const links = text.match(LINK)?.length ?? 0;
    return textSize(text.replace(LINK, ''), unit) + links * linkWeight;
  }
  if (unit === 'utf16') return text.length;
  if (unit === 'bytes') return utf8.encode(text).length;
  let count = 0;
  for (const _ of unit === 'codepoints' ? text : segmenter.segment(text)) count += 1;
  return count;
}

/** How long a platform counts a text in one of its fields; in UTF-16 where no rule is known. */
export function countFor(platform: string, field: string, text: string): number {
  const known = RULES_BY_PLATFORM.get(platform);
  return textSize(
    text,
    (known?.fields[field]?.unit ?? 'utf16') as Unit,
    known?.link_weight ?? null,
  );
}

/** How many hashtags a platform could read in a text, counted generously. */
export function countHashtags(text: string): number {
  return countMatches(text, HASHTAG);
}

/** How many @-mentions a platform could read in a text, counted generously. */
export function countMentions(text: string): number {
  return countMatches(text, MENTION);
}

function countMatches(text: string, pattern: RegExp): number {
  let count = 0;
  for (const found of text.matchAll(pattern)) if (!found.groups?.['link']) count += 1;
  return count;
}

/** The first `most` graphemes. */
export function firstLetters(text: string, most: number): string {
  let kept = '';
  let count = 0;
  for (const { segment } of segmenter.segment(text)) {
    if (count++ === most) return kept;
    kept += segment;
  }
  return kept;
}
