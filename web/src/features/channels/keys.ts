/** The query keys of channels; the first word of each is the feature. */
export const channelsKeys = {
  channels: () => ['channels', 'capabilities'] as const,
  connections: () => ['channels', 'connections'] as const,
  preferences: (platform: string) => ['channels', 'preferences', platform] as const,
  fieldOptions: (platform: string, name: string, words: string, parent: string) =>
    ['channels', 'choices', platform, name, words, parent] as const,
  sync: (platform: string) => ['channels', 'sync', platform] as const,
  leads: (platform: string) => ['channels', 'leads', platform] as const,
  quota: (platform: string) => ['channels', 'calls', platform] as const,
};
