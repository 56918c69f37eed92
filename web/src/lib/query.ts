/** Server state: one client, one list of keys; the first word of a key is its context. */
import { MutationCache, QueryClient } from '@tanstack/react-query';
import { problemOf } from './problem';

const TRIES = 3;

export function createQueryClient(): QueryClient {
  return new QueryClient({
    mutationCache: new MutationCache(),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (count, error) => count < TRIES && problemOf(error).isTransient,
        retryDelay: (count) => Math.min(500 * 2 ** count, 4_000),
      },
      mutations: { networkMode: 'always' },
    },
  });
}

export const keys = {
  photo: (id: string) => ['media', 'photo', id] as const,
  draft: (id: string) => ['content', 'draft', id] as const,
  drafts: () => ['content', 'drafts'] as const,
  channels: () => ['channels', 'capabilities'] as const,
  connections: () => ['channels', 'connections'] as const,
  post: (id: string) => ['publishing', 'post', id] as const,
  posts: () => ['publishing', 'posts'] as const,
};
