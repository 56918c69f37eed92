import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api';
import { pollInterval } from '@/lib/live';
import type { Press } from '@/lib/press';
import { publishingKeys } from '../keys';
import { isPending, usePublicationActions } from './publications';
import type { LossPart, Place, Post } from './types';

const PAGE_SIZE = 24;
const postPath = (postId: string) => ({ params: { path: { post_id: postId } } });

/** Create a post of a product with approved words, and begin to publish it. */
export function publishProduct(productId: string, places: Place[], press: Press): Promise<Post> {
  const body = { product_id: productId, places, publish: true };
  return press.send(body, (headers) => unwrap(api.POST('/api/v1/posts', { body, headers })));
}

function isInProgress(post: Post): boolean {
  const isMoving = post.targets.some(({ publication }) => publication && isPending(publication));
  return post.status === 'publishing' || (post.status !== 'draft' && isMoving);
}

export function postOptions(postId: string) {
  return queryOptions({
    queryKey: publishingKeys.post(postId),
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/posts/{post_id}', { ...postPath(postId), signal })),
    refetchInterval: ({ state }) =>
      state.data && isInProgress(state.data) ? pollInterval() : false,
  });
}

export const postsOptions = infiniteQueryOptions({
  queryKey: publishingKeys.posts(),
  queryFn: ({ pageParam, signal }) =>
    unwrap(
      api.GET('/api/v1/posts', {
        params: { query: { limit: PAGE_SIZE, ...(pageParam && { cursor: pageParam }) } },
        signal,
      }),
    ),
  initialPageParam: '',
  getNextPageParam: (page) => page.next_cursor ?? undefined,
  select: ({ pages }) => pages.flatMap((page) => page.items),
  refetchInterval: ({ state }) =>
    state.data?.pages.some((page) => page.items.some(isInProgress)) ? pollInterval() : false,
});

interface Retry {
  publications: string[];
  /** What she knows is not shown there. */
  accepts?: LossPart[];
}

export function usePostActions(post: Post) {
  const client = useQueryClient();
  const key = publishingKeys.post(post.post_id);
  const options = {
    onSuccess: (next: Post) => {
      client.setQueryData(key, next);
      return client.invalidateQueries({ queryKey: publishingKeys.posts() });
    },
    onError: () => client.invalidateQueries({ queryKey: key }),
  };
  const publish = useMutation({
    mutationFn: (body: { accepts?: LossPart[] }) =>
      unwrap(
        api.POST('/api/v1/posts/{post_id}/publish', {
          ...postPath(post.post_id),
          ...(body.accepts && { body }),
        }),
      ),
    ...options,
  });
  const retry = useMutation({
    mutationFn: (body: Retry) =>
      unwrap(api.POST('/api/v1/posts/{post_id}/retry', { ...postPath(post.post_id), body })),
    ...options,
  });
  return { publish, retry, ...usePublicationActions() };
}

export type PostActions = ReturnType<typeof usePostActions>;
