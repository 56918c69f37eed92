import { expect, test } from 'vitest';

type Key = (...parts: string[]) => readonly unknown[];
const FOUND = import.meta.glob<Record<string, Record<string, Key>>>(
  '../../src/features/*/keys.ts',
  { eager: true },
);
const KEYS = Object.entries(FOUND).flatMap(([path, module]) =>
  Object.values(module).flatMap((keys) =>
    Object.entries(keys).map(([name, key]) => ({ feature: path.split('/').at(-2), name, key })),
  ),
);

test.each(KEYS)('the query key $name begins with $feature', ({ feature, key }) => {
  expect(key('first', 'second')[0]).toBe(feature);
});

test('no two queries have one key', () => {
  const all = KEYS.map(({ key }) => key('first', 'second', 'third', 'fourth').join());
  expect(new Set(all).size).toBe(KEYS.length);
});
