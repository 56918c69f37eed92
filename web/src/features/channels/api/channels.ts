import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { POLL_MS } from '@/config/limits';
import { api, expectOk, unwrap } from '@/lib/api';
import { channelsKeys } from '../keys';
import { rememberConnected } from './connected-before';
import type { Connection, PendingConnection, Platform } from './types';

const HOUR_MS = 3_600_000;
export const platformPath = (platform: Platform) => ({
  params: { path: { platform } },
});
export const connectionPath = (connectionId: string) => ({
  params: { path: { connection_id: connectionId } },
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

/** Authorizations that wait for the choice of an account, and those that failed. */
export const pendingOptions = queryOptions({
  queryKey: channelsKeys.pending(),
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/connections/pending', { signal })),
  select: ({ items }) => items,
  refetchOnWindowFocus: 'always',
});

/** The platform's first account that works, else its first one. */
export function primaryConnection(
  connections: readonly Connection[] | undefined,
  platform: Platform,
): Connection | undefined {
  const found = connections?.filter((one) => one.platform === platform) ?? [];
  return found.find((one) => one.status === 'connected') ?? found[0];
}

/** What the person typed into the `connect_inputs` of a platform, by input name. */
export type ConnectInputValues = Readonly<Record<string, string>>;

interface ConnectRequest {
  values?: ConnectInputValues;
  /** The connection to renew; without it any account may be connected. */
  renewing?: Connection | undefined;
}

/** The address of the platform's consent page, which redirects back to the app. */
export async function authorizeUrl(
  platform: Platform,
  { values = {}, renewing }: ConnectRequest,
): Promise<string> {
  const body = { given: { ...values }, connection_id: renewing?.connection_id ?? '' };
  const authorization = await unwrap(
    api.POST('/api/v1/connections/{platform}/authorize', { ...platformPath(platform), body }),
  );
  return authorization.authorize_url;
}

function chooseAccount(
  { platform, pending_id }: PendingConnection,
  accountId: string,
): Promise<Connection> {
  return unwrap(
    api.POST('/api/v1/connections/{platform}/account', {
      ...platformPath(platform),
      body: { pending_id, account_id: accountId },
    }),
  );
}

function useRefresh() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: channelsKeys.connections() });
}

/** Leads to the platform's consent page. */
export function useConnect(platform: Platform) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (request: ConnectRequest) => authorizeUrl(platform, request),
    onSuccess: (url) => {
      const known = client.getQueryData(connectionsOptions.queryKey);
      if (known) rememberConnected(known.items);
      location.assign(url);
    },
  });
}

export type Connect = ReturnType<typeof useConnect>;

export function useChooseAccount(pending: PendingConnection) {
  return useMutation({
    mutationFn: (accountId: string) => chooseAccount(pending, accountId),
    onSettled: useRefresh(),
  });
}

export function useConnectionActions({ connection_id }: Connection) {
  const refresh = useRefresh();
  const path = connectionPath(connection_id);
  const test = useMutation({
    mutationFn: () => unwrap(api.POST('/api/v1/connections/{connection_id}/test', path)),
    onSettled: refresh,
  });
  const disconnect = useMutation({
    mutationFn: () => expectOk(api.DELETE('/api/v1/connections/{connection_id}', path)),
    onSettled: refresh,
  });
  return { test, disconnect };
}
