/** Changes to a draft: how two become one, and how a draft looks with them. */
import type { Copy, CopyField, Language } from '@/api/content';
import type { Draft, DraftChanges, PlatformTextChanges } from '@/api/shapes';

type Parts<T> = Partial<Record<string, T>>;

function merged<T extends object>(earlier: Parts<T> = {}, later: Parts<T> = {}): Parts<T> {
  const all = { ...earlier };
  for (const [name, part] of Object.entries(later)) all[name] = { ...all[name], ...part } as T;
  return all;
}

export function mergeChanges(earlier: DraftChanges, later: DraftChanges): DraftChanges {
  const result: DraftChanges = { ...earlier, ...later };
  if (earlier.facts && later.facts) result.facts = { ...earlier.facts, ...later.facts };
  if (result.copies) result.copies = merged(earlier.copies, later.copies);
  if (result.platforms) {
    result.platforms = merged<PlatformTextChanges>(earlier.platforms, later.platforms) as Record<
      string,
      PlatformTextChanges
    >;
  }
  return result;
}

/** The draft as the person sees it: the server's, with their own changes on top. */
export function overlay(draft: Draft, mine: DraftChanges): Draft {
  const platforms = { ...draft.platforms };
  for (const [name, change] of Object.entries(mine.platforms ?? {})) {
    const { reset: _, ...text } = change;
    const before = platforms[name];
    if (!before || Object.keys(text).length === 0) continue;
    const { title, text: words, tags } = before;
    const base = before.base ?? (before.edited ? null : { title, text: words, tags });
    platforms[name] = { ...before, ...text, edited: true, base };
  }
  const copies = merged<Partial<Copy>>(draft.copies, mine.copies) as Draft['copies'];
  const [main = 'en'] = draft.languages;
  return {
    ...draft,
    facts: { ...draft.facts, ...(mine.facts as Partial<Draft['facts']> | undefined) },
    copy: copies[main] ?? draft.copy,
    copies,
    platforms,
  };
}

export const NO_COPY: Copy = {
  title: '',
  description: '',
  hashtags: [],
  alt_text: '',
  call_to_action: '',
};

/** Where a text of a draft is: in the words for everywhere, or on one platform. */
export interface Place {
  field: CopyField;
  language: Language;
  platform?: string;
}

const ON_PLATFORMS = { title: 'title', description: 'text', hashtags: 'tags' } as const;

/** The name of a field in a platform's text. */
function partOf(field: CopyField): 'title' | 'text' | 'tags' {
  return field in ON_PLATFORMS ? ON_PLATFORMS[field as keyof typeof ON_PLATFORMS] : 'text';
}

export function pathOf({ field, language, platform }: Place): string {
  return platform ? `platforms.${platform}.${partOf(field)}` : `copies.${language}.${field}`;
}

export type Worth = string | string[] | null;

/** What stands at a place. */
export function worthAt(draft: Draft, { field, language, platform }: Place): Worth {
  if (platform) return draft.platforms[platform]?.[partOf(field)] ?? null;
  return (draft.copies[language] ?? NO_COPY)[field];
}

/** The change that puts `worth` at a place. */
export function changeAt({ field, language, platform }: Place, worth: Worth): DraftChanges {
  if (platform) return { platforms: { [platform]: { [partOf(field)]: worth } } };
  return { copies: { [language]: { [field]: worth } } };
}

/** The changes without the one at a place: there the server's word counts again. */
export function without(changes: DraftChanges, place: Place): DraftChanges {
  const strip = <T extends object>(parts: Parts<T>, part: string, name: string) => {
    const { [name as keyof T]: _, ...rest } = (parts[part] ?? {}) as T;
    return { ...parts, [part]: rest };
  };
  const { field, language, platform } = place;
  if (platform && changes.platforms?.[platform]) {
    const platforms = strip(changes.platforms, platform, partOf(field));
    return { ...changes, platforms: platforms as Record<string, PlatformTextChanges> };
  }
  if (!platform && changes.copies?.[language]) {
    return { ...changes, copies: strip(changes.copies, language, field) };
  }
  return changes;
}
