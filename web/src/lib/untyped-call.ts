/** Calls without the types of the generated schema. */
import { api, unwrap } from './api';

interface RequestOptions {
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}
type Method = 'get' | 'post' | 'patch' | 'put' | 'delete';
type ApiResult = { data?: { data: unknown }; error?: unknown; response: Response };
type Send = (method: Method, path: string, init: RequestOptions) => Promise<ApiResult>;

const send = api.request as unknown as Send;

export function raw(method: Method, path: string, init: RequestOptions = {}): Promise<ApiResult> {
  return send(method, `/api/v1${path}`, init);
}

/** The `data` of a response; throws a `Problem` if the call failed. */
export function call<T>(method: Method, path: string, init: RequestOptions = {}): Promise<T> {
  return unwrap(raw(method, path, init)) as Promise<T>;
}

/** The `If-Match` header with the version that a change is based on. */
export function ifMatch(version: number): Record<string, string> {
  return { 'If-Match': `"${version}"` };
}
