import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { crowdedFolders, readSources, violations } from './boundaries';

const SRC = `${process.cwd()}/src`;
const CONTEXTS = `${process.cwd()}/../functions`;

test('no import of the app crosses a boundary', () => {
  const sources = readSources(SRC);
  expect(sources.size).toBeGreaterThan(50);
  expect(violations(sources)).toEqual([]);
});

test.each([
  ['features/media/api/a.ts', `import { b } from '@/features/content/api/b';`],
  ['features/media/api/a.ts', `import type { B } from '../../content/api/b';`],
  ['features/media/api/a.ts', `const b = lazy(() => import('@/features/content/b'));`],
  ['features/media/api/a.ts', `export { b } from '@/app/router';`],
  ['components/ui/a.tsx', `import { b } from '@/features/media/api/b';`],
  ['lib/a.ts', `import { b } from '@/components/ui/b';`],
  ['lib/a.ts', `import '../../testing/b';`],
  ['lib/a.ts', `import b from '../../../functions/channels/model/b.json';`],
  ['platforms/etsy/preview.tsx', `import { mark } from '../meesho/mark';`],
  ['platforms/etsy/preview.tsx', `import { b } from '@/features/channels/b';`],
  ['features/brand-new/api/a.ts', `import { b } from '@/features/media/api/b';`],
])('a planted crossing is found: %s %s', (file, source) => {
  expect(violations(new Map([[file, source]]))).toHaveLength(1);
});

test('what is allowed is not reported', () => {
  const source = `import { a } from 'react';\nimport { b } from '../api/b';\nimport '@/lib/c';`;
  expect(violations(new Map([['features/media/components/a.tsx', source]]))).toEqual([]);
});

test('a feature has a folder for each screen, not one for all', () => {
  expect(crowdedFolders(readSources(SRC))).toEqual([]);
  const names = Array.from({ length: 13 }, (_, n) => `features/media/components/a${n}.tsx`);
  expect(crowdedFolders(new Map(names.map((name) => [name, ''])))).toEqual([
    'features/media/components: 13',
  ]);
});

test('features are named by the contexts', () => {
  const contexts = readdirSync(CONTEXTS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('_'))
    .map((entry) => entry.name);
  const features = readdirSync(`${SRC}/features`);
  expect(features.filter((name) => !contexts.includes(name))).toEqual([]);
});
