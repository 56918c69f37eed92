import { api, idempotencyKey, unwrap } from '@/lib/api';

/** Open a store under this name. The person's own id makes a second call harmless. */
export function createStore(name: string, ownerId: string) {
  return unwrap(
    api.POST('/api/v1/stores', {
      body: { name },
      headers: idempotencyKey('first-store', ownerId, name),
    }),
  );
}
