import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useStore } from '@/lib/store';
import { useFlushOnLeave } from '@/lib/use-flush-on-leave';
import { withLocalChanges } from './product-changes';
import { createProductSession } from './product-session';
import { productOptions } from './products';

/** The product with the person's own unsaved changes, and the session that saves them. */
export function useProduct(productId: string) {
  const client = useQueryClient();
  const session = useMemo(() => createProductSession(client, productId), [client, productId]);
  const query = useQuery(productOptions(productId));
  const localChanges = useStore(session.localChanges, (now) => now);
  const product = useMemo(
    () => query.data && withLocalChanges(query.data, localChanges),
    [query.data, localChanges],
  );
  useFlushOnLeave(session.autosave);
  return { product, session, error: query.error, refetch: query.refetch };
}
