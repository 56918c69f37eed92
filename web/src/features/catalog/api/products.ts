import { queryOptions } from '@tanstack/react-query';
import { api, ifMatch, unwrap } from '@/lib/api';
import type { Press } from '@/lib/press';
import { catalogKeys } from '../keys';
import type { NewProduct, Product, ProductUpdate } from './types';

const PRODUCT = '/api/v1/products/{product_id}';
const productPath = (productId: string) => ({ path: { product_id: productId } });

/** Create a product, or add to the one that its first photo begins. */
export function createProduct(body: NewProduct, press: Press): Promise<Product> {
  return press.send(body, (headers) => unwrap(api.POST('/api/v1/products', { body, headers })));
}

export function getProduct(productId: string, signal?: AbortSignal): Promise<Product> {
  return unwrap(api.GET(PRODUCT, { params: productPath(productId), ...(signal && { signal }) }));
}

/** Save changes that are based on this version of the product. */
export function updateProduct(
  { product_id, version }: Product,
  changes: ProductUpdate,
): Promise<Product> {
  const params = { ...productPath(product_id), ...ifMatch(version) };
  return unwrap(api.PATCH(PRODUCT, { params, body: changes }));
}

/** Put a product into the trash with its words; it can be restored for thirty days. */
export function archiveProduct(productId: string): Promise<Product> {
  return unwrap(api.DELETE(PRODUCT, { params: productPath(productId) }));
}

export function restoreProduct(productId: string): Promise<Product> {
  return unwrap(
    api.POST('/api/v1/products/{product_id}/restore', { params: productPath(productId) }),
  );
}

export function productOptions(productId: string) {
  return queryOptions({
    queryKey: catalogKeys.product(productId),
    queryFn: ({ signal }) => getProduct(productId, signal),
  });
}
