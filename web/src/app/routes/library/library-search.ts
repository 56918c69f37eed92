import type { Search } from '@/features/media/api/library';

const words = (value: unknown) =>
  typeof value === 'string' && value.trim() ? value.slice(0, 100) : undefined;

/** What is looked for, as the address of the page tells it. */
export function librarySearch(search: Record<string, unknown>): Search {
  const found: Search = {};
  for (const name of ['q', 'folder', 'tag'] as const) {
    const value = words(search[name]);
    if (value) found[name] = value;
  }
  if (search['deleted'] === true) found.deleted = true;
  return found;
}
