/** How a person wants one platform used, and what may be chosen there. */
import {
  keepPreviousData,
  type QueryClient,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import type { Preferences } from '@/api/channels';
import { api, unwrap } from '@/lib/api';
import { problemOf } from '@/lib/problem';
import { keys } from '@/lib/query';
import { at } from './channels';

const PATH = '/api/v1/connections/{platform}/preferences';

interface Called {
  data?: { data: Preferences };
  error?: unknown;
  response: Response;
}

export type PreferenceChanges = Partial<
  Pick<Preferences, 'enabled' | 'choices' | 'by_craft' | 'template_id' | 'windows' | 'time_zone'>
>;

/** The preferences, and the mark of this state of them: a change names the one it builds on. */
interface Kept {
  preferences: Preferences;
  tag: string;
}

async function answered(asking: Promise<Called>): Promise<Kept> {
  const preferences = await unwrap(asking);
  return { preferences, tag: (await asking).response.headers.get('etag') ?? '*' };
}

export function preferencesOptions(platform: string) {
  return queryOptions({
    queryKey: keys.preferences(platform),
    queryFn: ({ signal }) => answered(api.GET(PATH, { ...at(platform), signal })),
  });
}

function put({ preferences, tag }: Kept, changes: PreferenceChanges): Promise<Kept> {
  const { platform, ...settable } = preferences;
  const params = { ...at(platform).params, header: { 'If-Match': tag } };
  return answered(api.PUT(PATH, { params, body: { ...settable, ...changes } }));
}

/** What to change, given what is kept at that moment: publishing remembers choices too. */
export type Change = (now: Preferences) => PreferenceChanges;

async function keep(client: QueryClient, platform: string, change: Change): Promise<Kept> {
  const options = preferencesOptions(platform);
  const known = await client.ensureQueryData(options);
  try {
    return await put(known, change(known.preferences));
  } catch (error) {
    if (problemOf(error).status !== 412) throw error;
    const newer = await client.fetchQuery({ ...options, staleTime: 0 });
    return put(newer, change(newer.preferences));
  }
}

export function useKeepPreferences(platform: string) {
  const client = useQueryClient();
  return useMutation({
    // One after the other: each builds on the version that the one before made.
    scope: { id: `preferences-${platform}` },
    mutationFn: (change: Change) => keep(client, platform, change),
    onSuccess: (kept) => client.setQueryData(keys.preferences(platform), kept),
    onError: () => client.invalidateQueries({ queryKey: keys.preferences(platform) }),
  });
}

export type KeepPreferences = ReturnType<typeof useKeepPreferences>;

interface Asked {
  platform: string;
  name: string;
  words: string;
  /** The id of the choice that this one lies within; '' = none. */
  within: string;
}

/** What there is to choose from, the remembered first. */
export function choicesOptions({ platform, name, words, within }: Asked) {
  const query = { ...(words && { words }), ...(within && { within }) };
  return queryOptions({
    queryKey: keys.choices(platform, name, words, within),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/connections/{platform}/fields/{name}/options', {
          params: { path: { platform, name }, query },
          signal,
        }),
      ),
    select: ({ items }) => items,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

/** How many calls the platform still takes today. */
export function budgetOptions(platform: string, enabled: boolean) {
  return queryOptions({
    queryKey: keys.calls(platform),
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/connections/{platform}/quota', { ...at(platform), signal })),
    enabled,
  });
}
