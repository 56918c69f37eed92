/** Saves once more what was refused because the product or its stock had changed meanwhile. */
import { problemOf } from '@/lib/problem';
import { optionsKey } from './options-key';
import type { Product, ProductChanges, Variant } from './types';

interface Refused {
  error: unknown;
  /** The product that the changes were based on. */
  known: Product;
  changes: ProductChanges;
}

interface Saving {
  read: () => Promise<Product>;
  send: (product: Product, changes: ProductChanges) => Promise<void>;
  /** Some were sold since she saw the numbers: she decides about hers. */
  ask: (product: Product) => void;
}

function isStockMoved(error: unknown): boolean {
  return problemOf(error).code === 'stock_moved';
}

/**
 * Apply her changes to the newer version, and answer those that were saved; numbers wait for her
 * decision where some were sold.
 */
export async function saveAgain(
  { error, known, changes }: Refused,
  saving: Saving,
): Promise<ProductChanges> {
  const newer = await saving.read();
  const all = withVariantsOfOthers(changes, known.variants, newer.variants);
  const isAsked = isStockMoved(error);
  if (isAsked) saving.ask(newer);
  const next = isAsked ? withoutNumbers(all) : all;
  if (Object.keys(next).length === 0) return next;
  try {
    await saving.send(newer, next);
    return isAsked ? next : changes;
  } catch (again) {
    if (isAsked || !isStockMoved(again)) throw again;
    return saveAgain({ error: again, known: newer, changes }, saving);
  }
}

/** The changes but for the numbers of pieces that were shown before. */
export function withoutNumbers({ quantity: _, ...changes }: ProductChanges): ProductChanges {
  const { variants } = changes;
  if (!variants) return changes;
  const uncounted = variants.map(({ quantity, ...one }) =>
    one.variant_id ? one : { ...one, ...(quantity !== undefined && { quantity }) },
  );
  return { ...changes, variants: uncounted };
}

/** The changes with the variants that were made elsewhere, which a list of before does not have. */
export function withVariantsOfOthers(
  changes: ProductChanges,
  known: readonly Variant[],
  newer: readonly Variant[],
): ProductChanges {
  const { variants } = changes;
  if (!variants) return changes;
  const ids = new Set([...known, ...variants].map((one) => one.variant_id));
  const options = new Set(variants.map((one) => optionsKey(one.options)));
  const others = newer
    .filter((one) => !ids.has(one.variant_id) && !options.has(optionsKey(one.options)))
    .map(({ sku: _, quantity: __, ...variant }) => variant);
  return { ...changes, variants: [...variants, ...others] };
}
