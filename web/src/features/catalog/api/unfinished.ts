import { infiniteQueryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api';
import { catalogKeys } from '../keys';

const UNFINISHED_PAGE = 6;

/** The products that were never live, newest first. */
export const unfinishedOptions = infiniteQueryOptions({
  queryKey: catalogKeys.unfinished(),
  queryFn: ({ pageParam, signal }) => {
    const query = { status: 'draft', limit: UNFINISHED_PAGE } as const;
    const params = { query: { ...query, ...(pageParam && { cursor: pageParam }) } };
    return unwrap(api.GET('/api/v1/products', { params, signal }));
  },
  initialPageParam: '',
  getNextPageParam: (page) => page.next_cursor ?? undefined,
  select: ({ pages }) => pages.flatMap((page) => page.items),
});
