/** The query client and all query keys; the first word of a key is its context. */
import { MutationCache, QueryClient } from '@tanstack/react-query';
import { problemOf } from './problem';

const MAX_RETRIES = 3;

export function createQueryClient(): QueryClient {
  return new QueryClient({
    mutationCache: new MutationCache(),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (count, error) => count < MAX_RETRIES && problemOf(error).isTransient,
        retryDelay: (count) => Math.min(500 * 2 ** count, 4_000),
      },
      mutations: { networkMode: 'always' },
    },
  });
}

export const keys = {
  photo: (id: string) => ['media', 'photo', id] as const,
  library: (search?: unknown) =>
    search ? (['media', 'library', search] as const) : (['media', 'library'] as const),
  folders: () => ['media', 'folders'] as const,
  usage: () => ['media', 'usage'] as const,
  photoReferences: (id: string) => ['media', 'references', id] as const,
  draft: (id: string) => ['content', 'draft', id] as const,
  drafts: () => ['content', 'drafts'] as const,
  versions: (draftId: string) => ['content', 'versions', draftId] as const,
  version: (draftId: string, n: number) => ['content', 'version', draftId, n] as const,
  approvalLinks: (draftId: string) => ['content', 'links', draftId] as const,
  approval: (token: string) => ['content', 'approval', token] as const,
  templates: () => ['content', 'templates'] as const,
  hashtagGroups: () => ['content', 'hashtag-groups'] as const,
  templatePreview: (draftId: string, pattern: unknown) =>
    ['content', 'filled', draftId, pattern] as const,
  voice: () => ['content', 'voice'] as const,
  job: (id: string) => ['content', 'job', id] as const,
  budget: () => ['content', 'budget'] as const,
  channels: () => ['channels', 'capabilities'] as const,
  connections: () => ['channels', 'connections'] as const,
  preferences: (platform: string) => ['channels', 'preferences', platform] as const,
  fieldOptions: (platform: string, name: string, words: string, parent: string) =>
    ['channels', 'choices', platform, name, words, parent] as const,
  sync: (platform: string) => ['channels', 'sync', platform] as const,
  leads: (platform: string) => ['channels', 'leads', platform] as const,
  quota: (platform: string) => ['channels', 'calls', platform] as const,
  post: (id: string) => ['publishing', 'post', id] as const,
  posts: () => ['publishing', 'posts'] as const,
};
