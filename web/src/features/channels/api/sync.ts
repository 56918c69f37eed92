/** The sync of orders and metrics from platforms. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api';
import { pollInterval } from '@/lib/live';
import { channelsKeys } from '../keys';
import { connectionPath } from './channels';
import type { Capabilities, Sync } from './types';

/** Whether metrics or orders of a platform can be read by its API. */
export function supportsSync({ features }: Capabilities): boolean {
  return ['metrics', 'orders'].some((name) => features[name]?.support === 'automatic');
}

export function isSyncing(sync: Sync): boolean {
  return sync.status === 'queued' || sync.status === 'running';
}

export function syncOptions(connectionId: string) {
  return queryOptions({
    queryKey: channelsKeys.sync(connectionId),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/connections/{connection_id}/sync', {
          ...connectionPath(connectionId),
          signal,
        }),
      ),
    refetchInterval: ({ state }) => (state.data && isSyncing(state.data) ? pollInterval() : false),
  });
}

export function useSyncNow(connectionId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      unwrap(api.POST('/api/v1/connections/{connection_id}/sync', connectionPath(connectionId))),
    onSuccess: (sync) => client.setQueryData(channelsKeys.sync(connectionId), sync),
  });
}
