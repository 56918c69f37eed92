/** Changes to a draft: how two become one, and how a draft looks with them. */
import type { Draft, DraftChanges, PlatformTextChanges } from '@/api/shapes';

export function mergeChanges(earlier: DraftChanges, later: DraftChanges): DraftChanges {
  const platforms = { ...earlier.platforms } as Record<string, PlatformTextChanges>;
  for (const [platform, text] of Object.entries(later.platforms ?? {})) {
    platforms[platform] = { ...platforms[platform], ...(text as PlatformTextChanges) };
  }
  const merged: DraftChanges = {};
  const facts = later.facts ?? earlier.facts;
  if (facts) merged.facts = facts;
  if (earlier.copy ?? later.copy) merged.copy = { ...earlier.copy, ...later.copy };
  if (Object.keys(platforms).length > 0) merged.platforms = platforms as never;
  return merged;
}

/** The draft as the person sees it: the server's, with their own changes on top. */
export function overlay(draft: Draft, mine: DraftChanges): Draft {
  const platforms = { ...draft.platforms } as Record<string, object>;
  for (const [platform, text] of Object.entries(mine.platforms ?? {})) {
    platforms[platform] = { ...platforms[platform], ...text, edited: true };
  }
  return {
    ...draft,
    facts: { ...draft.facts, ...(mine.facts as Partial<Draft['facts']> | undefined) },
    copy: { ...draft.copy, ...(mine.copy as Partial<Draft['copy']> | undefined) },
    platforms: platforms as Draft['platforms'],
  };
}
