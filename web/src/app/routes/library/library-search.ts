import type { Search } from '@/features/media/api/library';

const searchText = (value: unknown) =>
  typeof value === 'string' && value.trim() ? value.slice(0, 100) : undefined;

/** The search parameters of the library, parsed from the URL. */
export function librarySearch(search: Record<string, unknown>): Search {
  const parsed: Search = {};
  for (const name of ['q', 'folder', 'tag'] as const) {
    const value = searchText(search[name]);
    if (value) parsed[name] = value;
  }
  if (search['deleted'] === true) parsed.deleted = true;
  return parsed;
}
