import { expect, test } from 'vitest';
import { type FileFingerprint, fingerprintOf, isSameFile } from './same-file';

const mark = (over: Partial<FileFingerprint> = {}): FileFingerprint => ({
  name: 'bowl.jpg',
  size: 10,
  lastModified: 1,
  head: 'aa',
  ...over,
});

test.each<[string, Partial<FileFingerprint>, boolean]>([
  ['the same', {}, true],
  ['another name and time, as phones give', { name: '1000.jpg', lastModified: 9 }, true],
  ['another content', { head: 'bb' }, false],
  ['another size', { size: 11 }, false],
  ['an unknown content, the same name and time', { head: '' }, true],
  ['an unknown content, another time', { head: '', lastModified: 9 }, false],
])('%s', (_, over, same) => {
  expect(isSameFile(mark(), mark(over))).toBe(same);
});

test('files that differ in their first MiB are told apart', async () => {
  const one = await fingerprintOf(new File(['indigo'], 'a.jpg', { lastModified: 5 }));
  const other = await fingerprintOf(new File(['madder'], 'a.jpg', { lastModified: 5 }));
  expect(one.head).toHaveLength(64);
  expect(isSameFile(one, other)).toBe(false);
});
