/** The editing session of one product: local changes show at once and are saved behind. */
import type { QueryClient } from '@tanstack/react-query';
import { AUTOSAVE_MS } from '@/config/limits';
import { type Autosave, createAutosave } from '@/lib/autosave';
import { problemOf } from '@/lib/problem';
import { createStore, type Store } from '@/lib/store';
import { catalogKeys } from '../keys';
import { mergeChanges, setsNumbers, withLocalChanges, withVariantIds } from './product-changes';
import { getProduct, updateProduct } from './products';
import type { Product, ProductChanges } from './types';

export interface ProductSession {
  /** Changes made here that are not saved yet. */
  localChanges: Store<ProductChanges>;
  autosave: Autosave<ProductChanges>;
  /** Changes made outside the form, which the form takes over. */
  formUpdates: Store<ProductChanges>;
  /** Whether some were sold while she typed numbers: these are not saved until she decides. */
  stockMoved: Store<boolean>;
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

  const stockMoved = createStore(false);
  /** The version of the stock that she saw when she typed the first number that is not saved. */
  let seen: number | undefined;

  const send = async (product: Product, changes: ProductChanges) => {
    const stock = setsNumbers(changes) && seen !== undefined && { stock_version: seen };
    const typed = withVariantIds(changes, product.variants);
    const saved = await updateProduct(product, { ...typed, ...stock });
    client.setQueryData(key, saved);
    // What she types from now on is based on these numbers, which are hers.
    if (stock) seen = saved.stock_version;
  };
  const save = async (changes: ProductChanges) => {
    await client.cancelQueries({ queryKey: key });
    const read = () => getProduct(productId);
    const known = client.getQueryData<Product>(key) ?? (await read());
    let saved = changes;
    try {
      await send(known, changes);
    } catch (error) {
      if (problemOf(error).status !== STALE) throw error;
      const { saveAgain } = await import('./save-again');
      const ask = (newer: Product) => {
        client.setQueryData(key, newer);
        stockMoved.set(true);
      };
      saved = await saveAgain({ error, known, changes }, { read, send, ask });
    }
    localChanges.set((now) => withoutSaved(now, saved));
  };
  const autosave = createAutosave({ wait: AUTOSAVE_MS, merge: mergeChanges, save });
  const change = (changes: ProductChanges) => {
    const isCounted = setsNumbers(changes);
    if (isCounted && !setsNumbers(localChanges.get()))
      seen = client.getQueryData<Product>(key)?.stock_version;
    localChanges.set((now) => mergeChanges(now, changes));
    if (!isCounted || !stockMoved.get()) autosave.put(changes);
  };
  return {
    localChanges,
    autosave,
    formUpdates,
    stockMoved,
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
