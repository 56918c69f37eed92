import { expect, test } from 'vitest';
import { readSources } from './boundaries';
import { untyped } from './typed-calls';

test('every call and every body has its type from the generated schema', () => {
  expect(untyped(readSources(`${process.cwd()}/src`))).toEqual([]);
});

test.each([
  ['features/media/api/a.ts', `const answer = await fetch('/api/v1/media');`],
  ['features/media/api/a.ts', `import createClient from 'openapi-fetch';`],
  ['features/media/api/a.ts', `interface Photo {\n  photo_id: string;\n}`],
  ['app/routes/a.tsx', `type Photo = {\n  readonly photo_id?: string | null;\n};`],
  ['features/media/api/types.ts', `export interface Folder {\n  name: string;\n}`],
  ['features/media/api/types.ts', `export type Folder = {\n  name: string;\n};`],
  ['features/media/api/a.ts', `return unwrap(call) as unknown as Promise<Photo>;`],
])('what goes round the schema is found: %s %s', (file, source) => {
  expect(untyped(new Map([[file, source]]))).toHaveLength(1);
});

test('a body made for a call is no type', () => {
  const source = `const body = {\n  photo_id: photoId,\n  folder,\n};`;
  expect(untyped(new Map([['features/media/api/a.ts', source]]))).toEqual([]);
});
