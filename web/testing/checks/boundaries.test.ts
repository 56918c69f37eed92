import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Platform } from '@/platforms/platform';
import { crowdedFolders, namedPlatforms, readSources, violations } from './boundaries';

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

const PLATFORMS = readdirSync(`${SRC}/platforms`, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

test('no shared file names a platform', () => {
  expect(PLATFORMS.length).toBeGreaterThan(5);
  expect(namedPlatforms(readSources(SRC), PLATFORMS)).toEqual([]);
});

test.each([
  `const MARKS = { instagram: mark };\nconst one = MARKS['instagram'];`,
  `import { platform } from './etsy/index';`,
  `if (channel.platform === 'etsy') return null;`,
])('a shared file that names one is found: %s', (source) => {
  expect(namedPlatforms(new Map([['platforms/marks.ts', source]]), PLATFORMS)).toHaveLength(1);
  expect(namedPlatforms(new Map([['platforms/etsy/preview.tsx', source]]), PLATFORMS)).toEqual([]);
});

test.each(PLATFORMS)('the folder of %s says what the app has of it', async (name) => {
  const found = (await import(`../../src/platforms/${name}/index.tsx`)) as { platform: Platform };
  expect(Object.keys(found)).toEqual(['platform']);
  expect(found.platform.mark.Icon).toBeDefined();
});

test('features are named by the contexts', () => {
  const contexts = readdirSync(CONTEXTS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('_'))
    .map((entry) => entry.name);
  const features = readdirSync(`${SRC}/features`);
  expect(features.filter((name) => !contexts.includes(name))).toEqual([]);
});
