import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { POLL_MS } from '@/config/limits';
import { api, expectOk, unwrap } from '@/lib/api';
import { channelsKeys } from '../keys';
import type { Connection, Platform } from './types';

const HOUR_MS = 3_600_000;
export const platformPath = (platform: Platform) => ({
  params: { path: { platform } },
});

/** The capabilities of each platform; they change with releases, so an hour is fresh enough. */
export const channelsOptions = queryOptions({
  queryKey: channelsKeys.channels(),
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/channels', { signal })),
  select: ({ items }) => items,
  staleTime: HOUR_MS,
});

export const connectionsOptions = queryOptions({
  queryKey: channelsKeys.connections(),
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/connections', { signal })),
  select: ({ items }) => items,
  refetchOnWindowFocus: 'always',
});

/** The connections; while `polling`, they are read again every `POLL_MS`. */
export const polledConnections = (polling: boolean) => ({
  ...connectionsOptions,
  refetchInterval: polling ? POLL_MS : (false as const),
});

/** What the person typed into the `connect_inputs` of a platform, by input name. */
export type ConnectInputValues = Readonly<Record<string, string>>;

/** The address of the platform's consent page, which redirects back to the app. */
export async function authorizeUrl(
  platform: Platform,
  values: ConnectInputValues,
): Promise<string> {
  const body = Object.keys(values).length > 0 ? { body: { given: { ...values } } } : {};
  const authorization = await unwrap(
    api.POST('/api/v1/connections/{platform}/authorize', { ...platformPath(platform), ...body }),
  );
  return authorization.authorize_url;
}

function chooseAccount(platform: Platform, accountId: string): Promise<Connection> {
  return unwrap(
    api.POST('/api/v1/connections/{platform}/account', {
      ...platformPath(platform),
      body: { account_id: accountId },
    }),
  );
}

export function useConnectionActions(platform: Platform) {
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: channelsKeys.connections() });
  const connect = useMutation({
    mutationFn: (values: ConnectInputValues) => authorizeUrl(platform, values),
    onSuccess: (url) => location.assign(url),
  });
  const choose = useMutation({
    mutationFn: (accountId: string) => chooseAccount(platform, accountId),
    onSettled: refresh,
  });
  const test = useMutation({
    mutationFn: () =>
      unwrap(api.POST('/api/v1/connections/{platform}/test', platformPath(platform))),
    onSettled: refresh,
  });
  const disconnect = useMutation({
    mutationFn: () =>
      expectOk(api.DELETE('/api/v1/connections/{platform}', platformPath(platform))),
    onSettled: refresh,
  });
  return { connect, choose, test, disconnect };
}

export type ConnectionActions = ReturnType<typeof useConnectionActions>;
