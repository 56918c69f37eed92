import { expect, test } from 'vitest';
import {
  changeOf,
  type FieldRef,
  fieldPath,
  fieldValueOf,
  mergeChanges,
  withLocalChanges,
  withoutField,
} from './draft-changes';
import type { Draft, DraftChanges } from './types';

const HINDI = {
  title: 'कटोरी',
  description: 'नीली।',
  hashtags: ['#क'],
  alt_text: '',
  call_to_action: '',
};
const ENGLISH = { ...HINDI, title: 'Bowl', description: 'Blue.' };
const ETSY = {
  title: 'Bowl',
  text: 'Blue.',
  tags: ['a'],
  edited: false,
  language: 'en',
  template_id: null,
  base: null,
};

const DRAFT = {
  languages: ['hi', 'en'],
  copy: HINDI,
  copies: { hi: HINDI, en: ENGLISH },
  platforms: { etsy: ETSY },
} as unknown as Draft;

test('changes of one platform do not wipe those of another, or of another field', () => {
  const first: DraftChanges = {
    platforms: { etsy: { title: 'E' } },
    copies: { en: { title: 'C' }, hi: { title: 'ग' } },
  };
  const second: DraftChanges = {
    platforms: { etsy: { text: 'T' }, meesho: { text: 'M' } },
    copies: { en: { alt_text: 'A' } },
  };
  expect(mergeChanges(first, second)).toEqual({
    copies: { en: { title: 'C', alt_text: 'A' }, hi: { title: 'ग' } },
    platforms: { etsy: { title: 'E', text: 'T' }, meesho: { text: 'M' } },
  });
});

test('a later change of the same field wins', () => {
  const merged = mergeChanges(
    { copies: { en: { title: 'old' } } },
    { copies: { en: { title: 'new' } } },
  );
  expect(merged.copies?.en).toEqual({ title: 'new' });
});

test('the person sees their own words over those of the server, in each language', () => {
  const seen = withLocalChanges(DRAFT, {
    copies: { hi: { title: 'मेरी' }, en: { title: 'Mine' } },
    platforms: { etsy: { text: 'Mine, too.' } },
  });
  expect(seen.copy).toMatchObject({ title: 'मेरी', description: 'नीली।' });
  expect(seen.copies.en).toMatchObject({ title: 'Mine', description: 'Blue.' });
  expect(seen.platforms['etsy']).toMatchObject({ text: 'Mine, too.', tags: ['a'], edited: true });
  expect(DRAFT.copy.title).toBe('कटोरी');
});

test('an untouched text that is typed over is compared with what it was', () => {
  const seen = withLocalChanges(DRAFT, { platforms: { etsy: { text: 'Mine.' } } });
  expect(seen.platforms['etsy']?.base).toEqual({ title: 'Bowl', text: 'Blue.', tags: ['a'] });
});

test('a text that was edited before keeps the base that the server tells', () => {
  const base = { title: 'B', text: 'Base.', tags: [] };
  const draft = { ...DRAFT, platforms: { etsy: { ...ETSY, edited: true, base } } } as Draft;
  const seen = withLocalChanges(draft, { platforms: { etsy: { text: 'Mine.' } } });
  expect(seen.platforms['etsy']?.base).toEqual(base);
});

const FIELDS: [FieldRef, string, unknown][] = [
  [{ field: 'title', language: 'hi' }, 'copies.hi.title', 'कटोरी'],
  [{ field: 'hashtags', language: 'hi' }, 'copies.hi.hashtags', ['#क']],
  [{ field: 'description', language: 'en', platform: 'etsy' }, 'platforms.etsy.text', 'Blue.'],
  [{ field: 'title', language: 'en', platform: 'etsy' }, 'platforms.etsy.title', 'Bowl'],
];

test.each(FIELDS)('the field %j can be read, changed and reset', (fieldRef, path, value) => {
  expect(fieldPath(fieldRef)).toBe(path);
  expect(fieldValueOf(DRAFT, fieldRef)).toEqual(value);
  const change = changeOf(fieldRef, 'other');
  expect(fieldValueOf(withLocalChanges(DRAFT, change), fieldRef)).toBe('other');
  expect(fieldValueOf(withLocalChanges(DRAFT, withoutField(change, fieldRef)), fieldRef)).toEqual(
    value,
  );
});

test('resetting one field leaves the others', () => {
  const change: DraftChanges = { copies: { hi: { title: 'मेरी', alt_text: 'पास' } } };
  expect(withoutField(change, { field: 'title', language: 'hi' })).toEqual({
    copies: { hi: { alt_text: 'पास' } },
  });
});
