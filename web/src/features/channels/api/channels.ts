import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Connection, PathPlatform, Platform } from '@/api/shapes';
import { POLL_MS } from '@/config/limits';
import { api, done, unwrap } from '@/lib/api';
import { keys } from '@/lib/query';

const HOUR_MS = 3_600_000;
export const at = (platform: Platform) => ({
  params: { path: { platform: platform as PathPlatform } },
});

/** What each platform can take; it changes with releases, not while a page is open. */
export const channelsOptions = queryOptions({
  queryKey: keys.channels(),
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/channels', { signal })),
  select: ({ items }) => items,
  staleTime: HOUR_MS,
});

export const connectionsOptions = queryOptions({
  queryKey: keys.connections(),
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/connections', { signal })),
  select: ({ items }) => items,
  refetchOnWindowFocus: 'always',
});

/** The same, looked at again and again while something is awaited there. */
export const watchedConnections = (watching: boolean) => ({
  ...connectionsOptions,
  refetchInterval: watching ? POLL_MS : (false as const),
});

/** What the person answered to what a platform asks first, by the name of the question. */
export type Given = Readonly<Record<string, string>>;

/** The platform's own page of consent; the browser goes there and comes back to us. */
export async function authorizeUrl(platform: Platform, given: Given): Promise<string> {
  const answers = Object.keys(given).length > 0 ? { body: { given: { ...given } } } : {};
  const answer = await unwrap(
    api.POST('/api/v1/connections/{platform}/authorize', { ...at(platform), ...answers }),
  );
  return answer.authorize_url;
}

function chooseAccount(platform: Platform, accountId: string): Promise<Connection> {
  return unwrap(
    api.POST('/api/v1/connections/{platform}/account', {
      ...at(platform),
      body: { account_id: accountId },
    }),
  );
}

export function useConnectionActions(platform: Platform) {
  const client = useQueryClient();
  const read = () => client.invalidateQueries({ queryKey: keys.connections() });
  const connect = useMutation({
    mutationFn: (given: Given) => authorizeUrl(platform, given),
    onSuccess: (url) => location.assign(url),
  });
  const choose = useMutation({
    mutationFn: (accountId: string) => chooseAccount(platform, accountId),
    onSettled: read,
  });
  const test = useMutation({
    mutationFn: () => unwrap(api.POST('/api/v1/connections/{platform}/test', at(platform))),
    onSettled: read,
  });
  const disconnect = useMutation({
    mutationFn: () => done(api.DELETE('/api/v1/connections/{platform}', at(platform))),
    onSettled: read,
  });
  return { connect, choose, test, disconnect };
}

export type ConnectionActions = ReturnType<typeof useConnectionActions>;
