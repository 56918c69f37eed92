import { api, unwrap } from '@/lib/api';
import type { Press } from '@/lib/press';

/** Open a store under this name. */
export function createStore(name: string, press: Press) {
  const body = { name };
  return press.send(body, (headers) => unwrap(api.POST('/api/v1/stores', { body, headers })));
}
