/** The one door to the server: typed calls, the token on each, problems as one type. */
import createClient, { type Middleware } from 'openapi-fetch';
import type { paths } from '@/api/schema';
import { problemFrom, unreachable } from './problem';
import { accessToken, refreshSession } from './session';

const PUBLIC = /\/auth\/(login|register|logout|refresh)$/;

const signed: Middleware = {
  async onRequest({ request, schemaPath }) {
    if (PUBLIC.test(schemaPath)) return;
    const token = await accessToken();
    if (token) request.headers.set('authorization', `Bearer ${token}`);
  },
};

/** One more try with a new token when the server no longer takes this one. */
async function send(request: Request): Promise<Response> {
  const spare = request.clone();
  const response = await reach(request);
  if (response.status !== 401 || !spare.headers.has('authorization')) return response;
  if (!(await refreshSession())) return response;
  spare.headers.set('authorization', `Bearer ${await accessToken()}`);
  return reach(spare);
}

async function reach(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    if (request.signal.aborted) throw error;
    throw unreachable();
  }
}

export const api = createClient<paths>({ baseUrl: location.origin, fetch: send });
api.use(signed);

interface Called<T> {
  data?: { data: T };
  error?: unknown;
  response: Response;
}

/** For a call whose answer holds nothing to read; throws `Problem` when it failed. */
export async function done(call: Promise<Omit<Called<unknown>, 'data'>>): Promise<void> {
  const { error, response } = await call;
  if (!response.ok) throw problemFrom(response, error);
}

/** What the call answers, out of its envelope; throws `Problem` otherwise. */
export async function unwrap<T>(call: Promise<Called<T>>): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok || data === undefined) throw problemFrom(response, error);
  return data.data;
}

/** Headers that make a POST safe to send again. The key names what it makes. */
export function once(...parts: (string | number)[]): { 'Idempotency-Key': string } {
  return { 'Idempotency-Key': parts.join(':').slice(0, 255) };
}

/** A few letters that tell one thing from another, for such a key (FNV-1a over its JSON). */
export function markOf(thing: unknown): string {
  let sum = 0x811c9dc5;
  for (const letter of JSON.stringify(thing)) {
    sum = Math.imul(sum ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  }
  return (sum >>> 0).toString(36);
}
