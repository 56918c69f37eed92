import { expect, test } from 'vitest';
import { readSources } from './boundaries';
import { circles } from './circles';

const tree = (root: string) =>
  [...readSources(`${process.cwd()}/${root}`)].map(([file, source]) => [`${root}/${file}`, source]);

test('no modules import each other in a circle, in the app or in its tests', () => {
  const sources = new Map([...tree('src'), ...tree('testing')] as [string, string][]);
  expect(sources.size).toBeGreaterThan(250);
  expect(circles(sources)).toEqual([]);
});

test.each([
  ['of values', `import { a } from './a';`],
  ['of types', `import type { A } from '@/lib/a';`],
  ['re-exported', `export { a } from '../lib/a';`],
  ['at run time', `const a = lazy(() => import('./a'));`],
])('a planted circle is found: %s', (_, back) => {
  const sources = new Map([
    ['src/lib/a.ts', `import { b } from './b';\nimport { c } from './c';`],
    ['src/lib/b.ts', back],
    ['src/lib/c.ts', `import './b';`],
  ]);
  expect(circles(sources)).toEqual(['src/lib/a.ts > src/lib/b.ts > src/lib/a.ts']);
});

test('a circle of three is found, and what only meets again is none', () => {
  const start = [
    ['src/lib/a.ts', `import './b';\nimport './c';`],
    ['src/lib/b.ts', `import './c';`],
  ] as const;
  expect(circles(new Map([...start, ['src/lib/c.ts', `import '@/lib/a';`]]))).toEqual([
    'src/lib/a.ts > src/lib/b.ts > src/lib/c.ts > src/lib/a.ts',
  ]);
  expect(circles(new Map([...start, ['src/lib/c.ts', '']]))).toEqual([]);
});
