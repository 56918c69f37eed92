import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api';
import { catalogKeys } from '../keys';

/** How many there are of a product, and the orders of which pieces are not there. */
export function stockOptions(productId: string) {
  return queryOptions({
    queryKey: catalogKeys.stock(productId),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/products/{product_id}/stock', {
          params: { path: { product_id: productId } },
          signal,
        }),
      ),
  });
}
