import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { api, hashOf, idempotencyKey, unwrap } from '@/lib/api';
import { pollInterval } from '@/lib/live';
import { publishingKeys } from '../keys';
import type { FieldOption, ListingOperation, Platform, Post, Target } from './types';

const PAGE_SIZE = 24;
const postPath = (postId: string) => ({ params: { path: { post_id: postId } } });

export interface PostInput {
  draftId: string;
  version: number;
  productId: string;
  platforms: Platform[];
  /** The listing fields chosen for this post: platform → field name → option. */
  fieldValues: Readonly<Record<Platform, Readonly<Record<string, FieldOption>>>>;
}

/** Create the post of a draft version; idempotent for the same input. */
export function createPost(input: PostInput): Promise<Post> {
  const { draftId, version, productId, platforms, fieldValues } = input;
  const chosen = Object.keys(fieldValues).length > 0 && { field_values: fieldValues };
  const body = { draft_id: draftId, product_id: productId, platforms, ...chosen };
  const valuesHash = chosen ? [hashOf(fieldValues)] : [];
  const headers = idempotencyKey('post', draftId, version, ...valuesHash, ...platforms);
  return unwrap(api.POST('/api/v1/posts', { body, headers }));
}

export function publishPost(postId: string): Promise<Post> {
  return unwrap(
    api.POST('/api/v1/posts/{post_id}/publish', {
      ...postPath(postId),
      headers: idempotencyKey('publish', postId),
    }),
  );
}

const LISTING = '/api/v1/posts/{post_id}/targets/{platform}/listing';

/** Request an update or the removal of a live listing; the response comes before it is done. */
function requestOperation(
  postId: string,
  platform: Platform,
  kind: ListingOperation['kind'],
): Promise<Post> {
  const target = { params: { path: { post_id: postId, platform } } };
  return unwrap(kind === 'update' ? api.PATCH(LISTING, target) : api.DELETE(LISTING, target));
}

export function isInFlight(target: Target): boolean {
  const isLookedUp = target.status === 'unknown' && !target.needs_review;
  return ['planned', 'claimed', 'sent'].includes(target.status) || isLookedUp;
}

/** Whether an operation on the listing is running; one of unknown outcome is repeated. */
export function hasPendingOperation({ operation }: Target): boolean {
  return operation ? ['planned', 'sent', 'unknown'].includes(operation.status) : false;
}

function isPending(target: Target): boolean {
  return isInFlight(target) || hasPendingOperation(target);
}

function isInProgress(post: Post): boolean {
  return post.status === 'publishing' || (post.status !== 'draft' && post.targets.some(isPending));
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

export function usePostActions(post: Post) {
  const client = useQueryClient();
  const onPost = (next: Post) => {
    client.setQueryData(publishingKeys.post(post.post_id), next);
    return client.invalidateQueries({ queryKey: publishingKeys.posts() });
  };
  const options = {
    onSuccess: onPost,
    onError: () => client.invalidateQueries({ queryKey: publishingKeys.post(post.post_id) }),
  };
  const publish = useMutation({ mutationFn: () => publishPost(post.post_id), ...options });
  const retry = useMutation({
    mutationFn: (platforms: Platform[]) =>
      unwrap(
        api.POST('/api/v1/posts/{post_id}/retry', {
          ...postPath(post.post_id),
          body: { platforms },
        }),
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
  const operate = useMutation({
    mutationFn: ({ platform, kind }: { platform: Platform; kind: ListingOperation['kind'] }) =>
      requestOperation(post.post_id, platform, kind),
    ...options,
  });
  return { publish, retry, resolve, operate };
}

export type PostActions = ReturnType<typeof usePostActions>;
