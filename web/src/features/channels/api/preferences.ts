/** The preferences of a connection, the options of its listing fields, and its API quota. */
import {
  keepPreviousData,
  type QueryClient,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { type ApiResult, api, unwrap } from '@/lib/api';
import { problemOf } from '@/lib/problem';
import { channelsKeys } from '../keys';
import { connectionPath } from './channels';
import type { Preferences } from './types';

const PATH = '/api/v1/connections/{connection_id}/preferences';

export type PreferenceChanges = Partial<
  Pick<
    Preferences,
    'enabled' | 'field_values' | 'per_craft' | 'template_id' | 'windows' | 'time_zone'
  >
>;

/** The preferences with their etag, which an update sends as `If-Match`. */
interface VersionedPreferences {
  preferences: Preferences;
  etag: string;
}

async function withEtag(call: Promise<ApiResult<Preferences>>): Promise<VersionedPreferences> {
  const preferences = await unwrap(call);
  return { preferences, etag: (await call).response.headers.get('etag') ?? '*' };
}

export function preferencesOptions(connectionId: string) {
  return queryOptions({
    queryKey: channelsKeys.preferences(connectionId),
    queryFn: ({ signal }) => withEtag(api.GET(PATH, { ...connectionPath(connectionId), signal })),
  });
}

function putPreferences(
  connectionId: string,
  { preferences, etag }: VersionedPreferences,
  changes: PreferenceChanges,
): Promise<VersionedPreferences> {
  const { platform, ...settable } = preferences;
  const params = { ...connectionPath(connectionId).params, header: { 'If-Match': etag } };
  return withEtag(api.PUT(PATH, { params, body: { ...settable, ...changes } }));
}

/** Computes changes from the current preferences, because publishing changes them too. */
export type PreferencesUpdate = (now: Preferences) => PreferenceChanges;

async function savePreferences(
  client: QueryClient,
  connectionId: string,
  update: PreferencesUpdate,
): Promise<VersionedPreferences> {
  const options = preferencesOptions(connectionId);
  const current = await client.ensureQueryData(options);
  try {
    return await putPreferences(connectionId, current, update(current.preferences));
  } catch (error) {
    if (problemOf(error).status !== 412) throw error;
    const newer = await client.fetchQuery({ ...options, staleTime: 0 });
    return putPreferences(connectionId, newer, update(newer.preferences));
  }
}

export function useSavePreferences(connectionId: string) {
  const client = useQueryClient();
  return useMutation({
    // One scope runs the updates one by one: each needs the etag that the one before returned.
    scope: { id: `preferences-${connectionId}` },
    mutationFn: (update: PreferencesUpdate) => savePreferences(client, connectionId, update),
    onSuccess: (saved) => client.setQueryData(channelsKeys.preferences(connectionId), saved),
    onError: () => client.invalidateQueries({ queryKey: channelsKeys.preferences(connectionId) }),
  });
}

export type SavePreferences = ReturnType<typeof useSavePreferences>;

interface FieldOptionsParams {
  connectionId: string;
  name: string;
  words: string;
  /** The id of the option chosen for the parent field; '' = none. */
  parent: string;
}

/** The options of a listing field; the server puts the remembered ones first. */
export function fieldOptionsQuery({ connectionId, name, words, parent }: FieldOptionsParams) {
  const query = { ...(words && { words }), ...(parent && { parent }) };
  return queryOptions({
    queryKey: channelsKeys.fieldOptions(connectionId, name, words, parent),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/connections/{connection_id}/fields/{name}/options', {
          params: { path: { connection_id: connectionId, name }, query },
          signal,
        }),
      ),
    select: ({ items }) => items,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

/** How many API calls the platform still accepts of the account today. */
export function quotaOptions(connectionId: string, enabled: boolean) {
  return queryOptions({
    queryKey: channelsKeys.quota(connectionId),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/connections/{connection_id}/quota', {
          ...connectionPath(connectionId),
          signal,
        }),
      ),
    enabled,
  });
}
