/** The editing session of one product: local changes show at once and are saved behind. */
import type { QueryClient } from '@tanstack/react-query';
import { AUTOSAVE_MS } from '@/config/limits';
import { type Autosave, createAutosave } from '@/lib/autosave';
import { problemOf } from '@/lib/problem';
import { createStore, type Store } from '@/lib/store';
import { catalogKeys } from '../keys';
import {
  mergeChanges,
  withLocalChanges,
  withVariantIds,
  withVariantsOfOthers,
} from './product-changes';
import { getProduct, updateProduct } from './products';
import type { Product, ProductChanges } from './types';

export interface ProductSession {
  /** Changes made here that are not saved yet. */
  localChanges: Store<ProductChanges>;
  autosave: Autosave<ProductChanges>;
  /** Changes made outside the form, which the form takes over. */
  formUpdates: Store<ProductChanges>;
  change(changes: ProductChanges): void;
  /** The product as it is now, with the changes made here; undefined until it is read. */
  present(): Product | undefined;
  /** Change from outside the form, as the answer to a question does. */
  add(changes: ProductChanges): void;
  /** Save what is pending. */
  flush(): Promise<void>;
}

const STALE = 412;

export function createProductSession(client: QueryClient, productId: string): ProductSession {
  const key = catalogKeys.product(productId);
  const localChanges = createStore<ProductChanges>({});
  const formUpdates = createStore<ProductChanges>({});

  const saveOver = async (product: Product, changes: ProductChanges) => {
    const saved = await updateProduct(product, withVariantIds(changes, product.variants));
    client.setQueryData(key, saved);
  };
  const save = async (changes: ProductChanges) => {
    await client.cancelQueries({ queryKey: key });
    const known = client.getQueryData<Product>(key) ?? (await getProduct(productId));
    try {
      await saveOver(known, changes);
    } catch (error) {
      if (problemOf(error).status !== STALE) throw error;
      // Changed elsewhere in between: the person's fields are applied to the newer version.
      const newer = await getProduct(productId);
      await saveOver(newer, withVariantsOfOthers(changes, known.variants, newer.variants));
    }
    localChanges.set((now) => withoutSaved(now, changes));
  };
  const autosave = createAutosave({ wait: AUTOSAVE_MS, merge: mergeChanges, save });
  const change = (changes: ProductChanges) => {
    localChanges.set((now) => mergeChanges(now, changes));
    autosave.put(changes);
  };
  return {
    localChanges,
    autosave,
    formUpdates,
    change,
    present() {
      const product = client.getQueryData<Product>(key);
      return product && withLocalChanges(product, localChanges.get());
    },
    flush: autosave.flush,
    add(changes) {
      formUpdates.set(changes);
      change(changes);
    },
  };
}

/** The local changes but those that were saved and not changed again meanwhile. */
function withoutSaved(now: ProductChanges, saved: ProductChanges): ProductChanges {
  const kept = Object.entries(now).filter(
    ([name, value]) => saved[name as keyof ProductChanges] !== value,
  );
  return Object.fromEntries(kept);
}
