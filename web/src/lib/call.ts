/** Calls that the generated schema does not name yet. */
import { api, unwrap } from './api';

interface Init {
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}
type Method = 'get' | 'post' | 'patch' | 'put' | 'delete';
type Called = { data?: { data: unknown }; error?: unknown; response: Response };
type Send = (method: Method, path: string, init: Init) => Promise<Called>;

const send = api.request as unknown as Send;

export function raw(method: Method, path: string, init: Init = {}): Promise<Called> {
  return send(method, `/api/v1${path}`, init);
}

/** What the call answers, out of its envelope; throws `Problem` otherwise. */
export function call<T>(method: Method, path: string, init: Init = {}): Promise<T> {
  return unwrap(raw(method, path, init)) as Promise<T>;
}

/** The version that a change builds on. */
export function builtOn(version: number): Record<string, string> {
  return { 'If-Match': `"${version}"` };
}
