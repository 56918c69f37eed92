import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import type { Platform, Post, Target } from '@/api/shapes';
import { api, once, unwrap } from '@/lib/api';
import { pollInterval } from '@/lib/live';
import { keys } from '@/lib/query';

const PAGE = 24;
const at = (postId: string) => ({ params: { path: { post_id: postId } } });

export interface NewPost {
  draftId: string;
  version: number;
  productId: string;
  platforms: Platform[];
}

/** One post per draft, version and choice of platforms, however often this is sent. */
export function createPost({ draftId, version, productId, platforms }: NewPost): Promise<Post> {
  return unwrap(
    api.POST('/api/v1/posts', {
      body: { draft_id: draftId, product_id: productId, platforms },
      headers: once('post', draftId, version, ...platforms),
    }),
  );
}

export function publishPost(postId: string): Promise<Post> {
  return unwrap(
    api.POST('/api/v1/posts/{post_id}/publish', {
      ...at(postId),
      headers: once('publish', postId),
    }),
  );
}

export function isMoving(target: Target): boolean {
  const isLookedUp = target.status === 'unknown' && !target.asks_person;
  return ['planned', 'claimed', 'sent'].includes(target.status) || isLookedUp;
}

function isInProgress(post: Post): boolean {
  return post.status === 'publishing' || (post.status !== 'draft' && post.targets.some(isMoving));
}

export function postOptions(postId: string) {
  return queryOptions({
    queryKey: keys.post(postId),
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/posts/{post_id}', { ...at(postId), signal })),
    refetchInterval: ({ state }) =>
      state.data && isInProgress(state.data) ? pollInterval() : false,
  });
}

export const postsOptions = infiniteQueryOptions({
  queryKey: keys.posts(),
  queryFn: ({ pageParam, signal }) =>
    unwrap(
      api.GET('/api/v1/posts', {
        params: { query: { limit: PAGE, ...(pageParam && { cursor: pageParam }) } },
        signal,
      }),
    ),
  initialPageParam: '',
  getNextPageParam: (page) => page.next_cursor ?? undefined,
  select: ({ pages }) => pages.flatMap((page) => page.items),
  refetchInterval: ({ state }) =>
    state.data?.pages.some((page) => page.items.some(isInProgress)) ? pollInterval() : false,
});

export function usePostActions(post: Post) {
  const client = useQueryClient();
  const keep = (next: Post) => {
    client.setQueryData(keys.post(post.post_id), next);
    return client.invalidateQueries({ queryKey: keys.posts() });
  };
  const options = {
    onSuccess: keep,
    onError: () => client.invalidateQueries({ queryKey: keys.post(post.post_id) }),
  };
  const publish = useMutation({ mutationFn: () => publishPost(post.post_id), ...options });
  const retry = useMutation({
    mutationFn: (platforms: Platform[]) =>
      unwrap(
        api.POST('/api/v1/posts/{post_id}/retry', { ...at(post.post_id), body: { platforms } }),
      ),
    ...options,
  });
  const resolve = useMutation({
    mutationFn: ({ platform, isThere }: { platform: Platform; isThere: boolean }) =>
      unwrap(
        api.POST('/api/v1/posts/{post_id}/targets/{platform}/resolve', {
          params: { path: { post_id: post.post_id, platform } },
          body: { outcome: isThere ? 'published' : 'not_published' },
        }),
      ),
    ...options,
  });
  return { publish, retry, resolve };
}

export type PostActions = ReturnType<typeof usePostActions>;
