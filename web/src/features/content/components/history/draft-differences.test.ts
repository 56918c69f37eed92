import { expect, test } from 'vitest';
import type { Draft } from '../../api/types';
import { differentFields } from './draft-differences';

const DRAFT = {
  languages: ['hi', 'en'],
  copies: { hi: { title: 'कटोरी', hashtags: ['#a'] }, en: { title: 'Bowl', hashtags: [] } },
  platforms: {
    etsy: { title: 'Bowl', text: 'Blue.', tags: [], edited: false, language: 'en' },
    meesho: { title: 'कटोरी', text: 'नीली', tags: [], edited: false, language: 'hi' },
  },
} as unknown as Draft;

test('nothing differs from itself', () => {
  expect(differentFields(DRAFT, DRAFT)).toEqual([]);
});

test('words are compared, each in its language', () => {
  const now = structuredClone(DRAFT);
  now.copies.hi = { ...now.copies.hi, title: 'नीली कटोरी', hashtags: ['#a', '#b'] } as never;
  expect(differentFields(DRAFT, now)).toEqual([
    { path: 'copies.hi.title', language: 'hi', before: 'कटोरी', after: 'नीली कटोरी' },
    { path: 'copies.hi.hashtags', language: 'hi', before: '#a', after: '#a #b' },
  ]);
});

test('a language that was let go is told of', () => {
  const now = { ...DRAFT, languages: ['hi'], copies: { hi: DRAFT.copies.hi } } as unknown as Draft;
  expect(differentFields(DRAFT, now).map((one) => one.path)).toEqual(['copies.en.title']);
});

test('a place is compared only when somebody wrote for it: else it follows the words', () => {
  const now = structuredClone(DRAFT);
  for (const one of Object.values(now.platforms)) one.text += ' More.';
  expect(differentFields(DRAFT, now)).toEqual([]);
  Object.assign(now.platforms['etsy'] ?? {}, { edited: true });
  expect(differentFields(DRAFT, now)).toEqual([
    { path: 'platforms.etsy.text', language: 'en', before: 'Blue.', after: 'Blue. More.' },
  ]);
});
