import { expect, test } from 'vitest';
import type { Draft, DraftChanges } from '@/api/shapes';
import { mergeChanges, overlay } from './draft-changes';

const DRAFT = {
  facts: { title: 'Bowl', materials: [] },
  copy: { title: 'Bowl', description: 'Blue.', hashtags: [], alt_text: '' },
  platforms: { etsy: { title: 'Bowl', text: 'Blue.', tags: ['a'], edited: false } },
} as unknown as Draft;

test('changes of one platform do not wipe those of another, or of another field', () => {
  const first: DraftChanges = { platforms: { etsy: { title: 'E' } }, copy: { title: 'C' } };
  const second: DraftChanges = { platforms: { etsy: { text: 'T' }, meesho: { text: 'M' } } };
  expect(mergeChanges(first, second)).toEqual({
    copy: { title: 'C' },
    platforms: { etsy: { title: 'E', text: 'T' }, meesho: { text: 'M' } },
  });
});

test('a later change of the same field wins', () => {
  const merged = mergeChanges(
    { copy: { title: 'old', alt_text: 'a' } },
    { copy: { title: 'new' } },
  );
  expect(merged.copy).toEqual({ title: 'new', alt_text: 'a' });
});

test('the person sees their own words over those of the server', () => {
  const seen = overlay(DRAFT, {
    copy: { title: 'Mine' },
    platforms: { etsy: { text: 'Mine, too.' } },
  });
  expect(seen.copy).toMatchObject({ title: 'Mine', description: 'Blue.' });
  expect(seen.platforms.etsy).toEqual({
    title: 'Bowl',
    text: 'Mine, too.',
    tags: ['a'],
    edited: true,
  });
  expect(DRAFT.copy.title).toBe('Bowl');
});
