import { expect, test } from 'vitest';
import { countHashtags, countText, firstLetters } from './count-text';

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
  ['blue#pottery', 0],
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
