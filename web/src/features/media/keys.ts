/** The query keys of media; the first word of each is the feature. */
export const mediaKeys = {
  photo: (id: string) => ['media', 'photo', id] as const,
  library: (search?: unknown) =>
    search ? (['media', 'library', search] as const) : (['media', 'library'] as const),
  folders: () => ['media', 'folders'] as const,
  usage: () => ['media', 'usage'] as const,
  photoReferences: (id: string) => ['media', 'references', id] as const,
};
