import { expect, test } from 'vitest';
import { type DiffPart, wordDiff } from './word-diff';

const without = (kind: DiffPart['kind'], found: DiffPart[]) =>
  found
    .filter((one) => one.kind !== kind)
    .map((one) => one.text)
    .join('');

test.each([
  ['', ''],
  ['same words', 'same words'],
  ['', 'all new'],
  ['all gone', ''],
  ['A blue bowl.', 'A small blue bowl from Jaipur.'],
  ['one two three', 'three two one'],
  ['line\n\nbreaks  kept ', 'line\nbreaks kept'],
  ['नीली मिट्टी की कटोरी', 'हस्तनिर्मित नीली कटोरी'],
  ['نیلے مٹی کے برتن', 'نیلے برتن'],
])('%j to %j can be read both ways', (before, after) => {
  const found = wordDiff(before, after);
  expect(without('new', found)).toBe(before);
  expect(without('gone', found)).toBe(after);
});

test('what stayed is not reported as changed', () => {
  expect(wordDiff('a blue bowl', 'a red bowl')).toEqual([
    { kind: 'same', text: 'a ' },
    { kind: 'gone', text: 'blue ' },
    { kind: 'new', text: 'red ' },
    { kind: 'same', text: 'bowl' },
  ]);
});

test('texts too long to compare are told as replaced', () => {
  const long = (word: string) => `${word} `.repeat(1200);
  expect(wordDiff(long('a'), long('b')).map((one) => one.kind)).toEqual(['gone', 'new']);
});
