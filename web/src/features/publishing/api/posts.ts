import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import type { Choice } from '@/api/channels';
import type { Errand, Platform, Post, Target } from '@/api/shapes';
import { api, markOf, once, unwrap } from '@/lib/api';
import { pollInterval } from '@/lib/live';
import { keys } from '@/lib/query';

const PAGE = 24;
const at = (postId: string) => ({ params: { path: { post_id: postId } } });

export interface NewPost {
  draftId: string;
  version: number;
  productId: string;
  platforms: Platform[];
  /** What was chosen for this post within a place: platform → name → choice. */
  choices: Readonly<Record<Platform, Readonly<Record<string, Choice>>>>;
}

/** One post per draft, version, choice of platforms and within them, however often this is sent. */
export function createPost(wish: NewPost): Promise<Post> {
  const { draftId, version, productId, platforms, choices } = wish;
  const chosen = Object.keys(choices).length > 0 && { choices };
  const body = { draft_id: draftId, product_id: productId, platforms, ...chosen };
  const mark = chosen ? [markOf(choices)] : [];
  const headers = once('post', draftId, version, ...mark, ...platforms);
  return unwrap(api.POST('/api/v1/posts', { body, headers }));
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

/** Whether something is being done to what is there; one whose outcome is unknown is done again. */
export function isOnErrand({ errand }: Target): boolean {
  return errand ? ['planned', 'sent', 'unknown'].includes(errand.status) : false;
}

function isUnsettled(target: Target): boolean {
  return isMoving(target) || isOnErrand(target);
}

function isInProgress(post: Post): boolean {
  return (
    post.status === 'publishing' || (post.status !== 'draft' && post.targets.some(isUnsettled))
  );
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
  const tend = useMutation({
    mutationFn: ({ platform, kind }: { platform: Platform; kind: Errand['kind'] }) =>
      unwrap(
        api.POST(`/api/v1/posts/{post_id}/targets/{platform}/${kind}`, {
          params: { path: { post_id: post.post_id, platform } },
        }),
      ),
    ...options,
  });
  return { publish, retry, resolve, tend };
}

export type PostActions = ReturnType<typeof usePostActions>;
