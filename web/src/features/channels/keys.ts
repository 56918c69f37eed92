/** The query keys of channels; the first word of each is the feature. */
export const channelsKeys = {
  channels: () => ['channels', 'capabilities'] as const,
  connections: () => ['channels', 'connections'] as const,
  /** Below the connections, so that both are read again together. */
  pending: () => ['channels', 'connections', 'pending'] as const,
  preferences: (connectionId: string) => ['channels', 'preferences', connectionId] as const,
  fieldOptions: (connectionId: string, name: string, words: string, parent: string) =>
    ['channels', 'choices', connectionId, name, words, parent] as const,
  sync: (connectionId: string) => ['channels', 'sync', connectionId] as const,
  leads: (platform: string) => ['channels', 'leads', platform] as const,
  quota: (connectionId: string) => ['channels', 'calls', connectionId] as const,
};
