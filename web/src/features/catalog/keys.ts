/** The query keys of catalog; the first word of each is the feature. */
export const catalogKeys = {
  product: (id: string) => ['catalog', 'product', id] as const,
  stock: (id: string) => ['catalog', 'stock', id] as const,
  unfinished: () => ['catalog', 'unfinished'] as const,
};
