/** Changes to a draft: merging them, and applying them to the draft. */
import type { Language } from '@/lib/languages';
import type { Copy, CopyChanges, CopyField, Draft, DraftChanges } from './types';

type PartsByName<T> = Record<string, T>;

function mergeParts<T extends object>(
  earlier: PartsByName<T> = {},
  later: PartsByName<T> = {},
): PartsByName<T> {
  const all = { ...earlier };
  for (const [name, part] of Object.entries(later)) all[name] = { ...all[name], ...part } as T;
  return all;
}

export function mergeChanges(earlier: DraftChanges, later: DraftChanges): DraftChanges {
  const result: DraftChanges = { ...earlier, ...later };
  if (result.copies) result.copies = mergeParts(earlier.copies, later.copies);
  if (result.platforms) {
    result.platforms = mergeParts(earlier.platforms, later.platforms);
  }
  return result;
}

/** The draft of the server with the local changes applied. */
export function withLocalChanges(draft: Draft, changes: DraftChanges): Draft {
  const platforms = { ...draft.platforms };
  for (const [name, change] of Object.entries(changes.platforms ?? {})) {
    const { reset: _, ...text } = change;
    const before = platforms[name];
    if (!before || Object.keys(text).length === 0) continue;
    const { title, text: words, tags } = before;
    const base = before.base ?? (before.edited ? null : { title, text: words, tags });
    platforms[name] = { ...before, ...text, edited: true, base };
  }
  const copies = mergeParts<CopyChanges>(draft.copies, changes.copies) as Draft['copies'];
  const [main = 'en'] = draft.languages;
  return {
    ...draft,
    copy: copies[main] ?? draft.copy,
    copies,
    platforms,
  };
}

export const EMPTY_COPY: Copy = {
  title: '',
  description: '',
  hashtags: [],
  alt_text: '',
  call_to_action: '',
};

/** A text field of a draft: of the copy for all platforms, or of one platform's text. */
export interface FieldRef {
  field: CopyField;
  language: Language;
  platform?: string;
}

const PLATFORM_FIELDS = { title: 'title', description: 'text', hashtags: 'tags' } as const;

/** The name of a field in a platform's text. */
function platformField(field: CopyField): 'title' | 'text' | 'tags' {
  return field in PLATFORM_FIELDS ? PLATFORM_FIELDS[field as keyof typeof PLATFORM_FIELDS] : 'text';
}

export function fieldPath({ field, language, platform }: FieldRef): string {
  return platform ? `platforms.${platform}.${platformField(field)}` : `copies.${language}.${field}`;
}

export type FieldValue = string | string[] | null;

/** The value of a field. */
export function fieldValueOf(draft: Draft, { field, language, platform }: FieldRef): FieldValue {
  if (platform) return draft.platforms[platform]?.[platformField(field)] ?? null;
  return (draft.copies[language] ?? EMPTY_COPY)[field];
}

/** The change that sets a field to `value`. */
export function changeOf({ field, language, platform }: FieldRef, value: FieldValue): DraftChanges {
  if (platform) return { platforms: { [platform]: { [platformField(field)]: value } } };
  return { copies: { [language]: { [field]: value } } };
}

/** The changes without the one of a field, so that the server's value shows again. */
export function withoutField(changes: DraftChanges, fieldRef: FieldRef): DraftChanges {
  const strip = <T extends object>(parts: PartsByName<T>, part: string, name: string) => {
    const { [name as keyof T]: _, ...rest } = (parts[part] ?? {}) as T;
    return { ...parts, [part]: rest as T };
  };
  const { field, language, platform } = fieldRef;
  if (platform && changes.platforms?.[platform]) {
    const platforms = strip(changes.platforms, platform, platformField(field));
    return { ...changes, platforms };
  }
  if (!platform && changes.copies?.[language]) {
    return { ...changes, copies: strip(changes.copies, language, field) };
  }
  return changes;
}
