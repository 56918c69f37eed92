import { api, idempotencyKey, unwrap } from '@/lib/api';
import type { NewProduct } from './types';

/** Put a product in the catalogue; `key` names the draft and version that it is made from. */
export function createProduct(product: NewProduct, key: readonly (string | number)[]) {
  return unwrap(
    api.POST('/api/v1/products', { body: product, headers: idempotencyKey('product', ...key) }),
  );
}
