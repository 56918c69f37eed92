/** The API client: typed calls with the access token; failures are thrown as `Problem`. */
import createClient, {
  type FetchResponse,
  type MaybeOptionalInit,
  type Middleware,
} from 'openapi-fetch';
import type { paths } from '@/api/schema';
import { problemFrom, unreachable } from './problem';
import { accessToken, refreshSession } from './session';

const PUBLIC = /\/auth\/(login|register|logout|refresh)$/;

const authorize: Middleware = {
  async onRequest({ request, schemaPath }) {
    if (PUBLIC.test(schemaPath)) return;
    const token = await accessToken();
    if (token) request.headers.set('authorization', `Bearer ${token}`);
  },
};

/** Sends a request; on a 401 refreshes the token and sends it once more. */
async function send(request: Request): Promise<Response> {
  const spare = request.clone();
  const response = await fetchOrUnreachable(request);
  if (response.status !== 401 || !spare.headers.has('authorization')) return response;
  if (!(await refreshSession())) return response;
  spare.headers.set('authorization', `Bearer ${await accessToken()}`);
  return fetchOrUnreachable(spare);
}

async function fetchOrUnreachable(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    if (request.signal.aborted) throw error;
    throw unreachable();
  }
}

type Method = 'get' | 'put' | 'post' | 'patch' | 'delete';
type PathWith<M extends Method> = {
  [Path in keyof paths]: paths[Path] extends Record<M, { responses: object }> ? Path : never;
}[keyof paths];
/** The client's own type lets a body have fields that the schema does not know; this does not. */
type Call<M extends Method> = <Path extends PathWith<M>>(
  path: Path,
  ...init: undefined extends MaybeOptionalInit<paths[Path], M>
    ? [init?: MaybeOptionalInit<paths[Path], M>]
    : [init: MaybeOptionalInit<paths[Path], M>]
) => Promise<FetchResponse<Extract<paths[Path][M], object>, object, 'application/json'>>;
type Client = { [M in Method as Uppercase<M>]: Call<M> };

const client = createClient<paths>({ baseUrl: location.origin, fetch: send });
client.use(authorize);
export const api = client as Client;

export interface ApiResult<T> {
  data?: { data: T };
  error?: unknown;
  response: Response;
}

/** Await a call without a result; throws a `Problem` if it failed. */
export async function expectOk(call: Promise<Omit<ApiResult<unknown>, 'data'>>): Promise<void> {
  const { error, response } = await call;
  if (!response.ok) throw problemFrom(response, error);
}

/** The `data` of a response; throws a `Problem` if the call failed. */
export async function unwrap<T>(call: Promise<ApiResult<T>>): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok || data === undefined) throw problemFrom(response, error);
  return data.data;
}

/** The `If-Match` header parameter with the version that a change is based on. */
export function ifMatch(version: number): { header: { 'If-Match': string } } {
  return { header: { 'If-Match': `"${version}"` } };
}
