import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api';
import { channelsKeys } from '../keys';
import { platformPath } from './channels';
import type { LeadSubscription } from './types';

/** The key is write-only; the response says how far leads have been read. */
export function useLeadSubscription(platform: string) {
  const client = useQueryClient();
  const onSuccess = (subscription: LeadSubscription) =>
    client.setQueryData(channelsKeys.leads(platform), subscription);
  const subscribe = useMutation({
    mutationFn: (key: string) =>
      unwrap(
        api.PUT('/api/v1/connections/{platform}/leads', {
          ...platformPath(platform),
          body: { key },
        }),
      ),
    onSuccess,
  });
  const unsubscribe = useMutation({
    mutationFn: () =>
      unwrap(api.DELETE('/api/v1/connections/{platform}/leads', platformPath(platform))),
    onSuccess,
  });
  return { subscribe, unsubscribe };
}

export function leadsOptions(platform: string) {
  return queryOptions({
    queryKey: channelsKeys.leads(platform),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/connections/{platform}/leads', { ...platformPath(platform), signal }),
      ),
  });
}
