/** The query keys of publishing; the first word of each is the feature. */
export const publishingKeys = {
  post: (id: string) => ['publishing', 'post', id] as const,
  posts: () => ['publishing', 'posts'] as const,
  losses: (productId: string, places: string, state: string) =>
    ['publishing', 'losses', productId, places, state] as const,
  publications: (productId: string) => ['publishing', 'publications', productId] as const,
};
