/** All locale files, by their path in `src`. */
import type { StringTree } from '@/locales/string-tree';

const FOUND = import.meta.glob<StringTree>(
  ['../../src/locales/*.json', '../../src/features/*/locales/**/*.json'],
  { eager: true, import: 'default' },
);

/** The strings of a language: `features/media/locales/lazy` → tree. */
export function localeFiles(language: string): Map<string, StringTree> {
  const found = new Map<string, StringTree>();
  for (const [path, tree] of Object.entries(FOUND)) {
    const [, place, name] = /src\/(.*)\/(\w+)\.json$/.exec(path) ?? [];
    if (place && name === language) found.set(place, tree);
  }
  return found;
}
