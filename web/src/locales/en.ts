/** The English strings that the first page needs: of the shell and of every feature. */
import type { StringTree } from './string-tree';

const found = import.meta.glob<StringTree>(['./en.json', '../features/*/locales/en.json'], {
  eager: true,
  import: 'default',
});

export const strings: readonly StringTree[] = Object.values(found);
