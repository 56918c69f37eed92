/** Reading back: what platforms know of sales, numbers and leads. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { LeadsFollowed } from '@/api/channels';
import type { Capabilities, Sync } from '@/api/shapes';
import { api, unwrap } from '@/lib/api';
import { pollInterval } from '@/lib/live';
import { keys } from '@/lib/query';
import { at } from './channels';

/** Whether a platform tells numbers or sales when it is asked. */
export function isReadable({ offers }: Capabilities): boolean {
  return ['metrics', 'orders'].some((name) => offers[name]?.how === 'automatic');
}

export function isReading(sync: Sync): boolean {
  return sync.status === 'queued' || sync.status === 'running';
}

export function syncOptions(platform: string) {
  return queryOptions({
    queryKey: keys.sync(platform),
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/connections/{platform}/sync', { ...at(platform), signal })),
    refetchInterval: ({ state }) => (state.data && isReading(state.data) ? pollInterval() : false),
  });
}

export function useSyncNow(platform: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.POST('/api/v1/connections/{platform}/sync', at(platform))),
    onSuccess: (sync) => client.setQueryData(keys.sync(platform), sync),
  });
}

/** The key is sent and never read again; what comes back is how far leads were read. */
export function useLeads(platform: string) {
  const client = useQueryClient();
  const onSuccess = (told: LeadsFollowed) => client.setQueryData(keys.leads(platform), told);
  const follow = useMutation({
    mutationFn: (key: string) =>
      unwrap(api.PUT('/api/v1/connections/{platform}/leads', { ...at(platform), body: { key } })),
    onSuccess,
  });
  const forget = useMutation({
    mutationFn: () => unwrap(api.DELETE('/api/v1/connections/{platform}/leads', at(platform))),
    onSuccess,
  });
  return { follow, forget };
}

export function leadsOptions(platform: string) {
  return queryOptions({
    queryKey: keys.leads(platform),
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/connections/{platform}/leads', { ...at(platform), signal })),
  });
}
