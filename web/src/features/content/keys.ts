/** The query keys of content; the first word of each is the feature. */
export const contentKeys = {
  draft: (id: string) => ['content', 'draft', id] as const,
  draftOf: (productId: string) => ['content', 'draft-of', productId] as const,
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
};
