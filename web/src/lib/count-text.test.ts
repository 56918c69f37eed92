import { expect, test } from 'vitest';
import corpus from '../../testing/count-corpus.json';
import {
  countFor,
  countHashtags,
  countMentions,
  countText,
  firstLetters,
  textSize,
} from './count-text';

test.each([
  ['bowl', 4, 4],
  ['नमस्ते', 6, 3],
  ['🪔', 2, 1],
  ['👩‍🎨', 5, 1],
  ['e\u0301', 2, 1],
  ['', 0, 0],
])('%s is %i units and %i letters', (text, units, letters) => {
  expect(countText(text)).toEqual({ units, letters });
});

test.each([
  ['#jaipur #नीलीमिट्टी', 2],
  ['blue#pottery', 1],
  ['see https://example.com/#top', 0],
  ['(#one)\n#two,#three', 3],
  ['# alone', 0],
])('%s holds %i hashtags', (text, count) => {
  expect(countHashtags(text)).toBe(count);
});

test('a text is never clipped inside a letter', () => {
  expect(firstLetters('👩‍🎨नमस्ते', 2)).toBe('👩‍🎨न');
  expect(firstLetters('ab', 5)).toBe('ab');
});

const COUNTED = ['utf16', 'codepoints', 'graphemes', 'bytes'] as const;

test.each(COUNTED)('500 strings have the corpus\u2019s size in %s', (unit) => {
  expect(corpus).toHaveLength(500);
  expect(corpus.filter((row) => textSize(row.text, unit) !== row[unit])).toEqual([]);
});

test('500 strings have the corpus\u2019s hashtags and mentions', () => {
  const wrong = corpus.filter(
    ({ text, hashtags, mentions }) =>
      countHashtags(text) !== hashtags || countMentions(text) !== mentions,
  );
  expect(wrong).toEqual([]);
});

test('a platform counts by its own rule', () => {
  expect(countFor('pinterest', 'title', '🪔')).toBe(1);
  expect(countFor('etsy', 'title', '🪔')).toBe(2);
  expect(countFor('unknown', 'title', '🪔')).toBe(2);
});

test('a link weighs what the platform says', () => {
  expect(textSize('see https://example.com/a/very/long/path now', 'utf16', 23)).toBe(31);
});
