/** The Hindi strings that the first page needs: of the shell and of every feature. */
import type { StringTree } from './string-tree';

const found = import.meta.glob<StringTree>(['./hi.json', '../features/*/locales/hi.json'], {
  eager: true,
  import: 'default',
});

export const strings: readonly StringTree[] = Object.values(found);
