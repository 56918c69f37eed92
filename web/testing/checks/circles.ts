/** Circles among modules, by every import: of values, of types and at run time. */
import { dirname, join, normalize } from 'node:path';
import { IMPORT, type Sources } from './boundaries';

const ROOTS: readonly [RegExp, string][] = [
  [/^@\//, 'src/'],
  [/^~testing\//, 'testing/'],
];
const ENDINGS = ['', '.ts', '.tsx', '.d.ts', '/index.ts', '/index.tsx'];

/** The imported file, or undefined for a package and for what is no module. */
function imported(sources: Sources, file: string, specifier: string): string | undefined {
  const root = ROOTS.find(([alias]) => alias.test(specifier));
  if (!root && !specifier.startsWith('.')) return undefined;
  const path = root ? specifier.replace(...root) : normalize(join(dirname(file), specifier));
  return ENDINGS.map((ending) => path + ending).find((one) => sources.has(one));
}

function importsOf(sources: Sources, file: string): string[] {
  const specifiers = [...(sources.get(file) ?? '').matchAll(IMPORT)];
  return specifiers.flatMap(([, specifier = '']) => imported(sources, file, specifier) ?? []);
}

/** A circle for each import that closes one: `a.ts > b.ts > a.ts`; paths begin with the root. */
export function circles(sources: Sources): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]) => {
    const start = path.indexOf(file);
    if (start >= 0) found.push([...path.slice(start), file].join(' > '));
    if (start >= 0 || done.has(file)) return;
    for (const next of importsOf(sources, file)) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of sources.keys()) visit(file, []);
  return found;
}
