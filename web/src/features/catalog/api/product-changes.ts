/** Changes to a product: merging them, and applying them to the product. */
import type { Product, ProductChanges, Variant, VariantInput } from './types';

export function mergeChanges(earlier: ProductChanges, later: ProductChanges): ProductChanges {
  return { ...earlier, ...later };
}

/** The product of the server with the local changes applied; variants show once they are saved. */
export function withLocalChanges(product: Product, changes: ProductChanges): Product {
  const { variants: _, ...fields } = changes;
  return { ...product, ...fields };
}

/** Options in one spelling: catalog compares names and values without regard to case. */
export function optionsKey(options: Readonly<Record<string, string>>): string {
  const folded = Object.entries(options).map((pair) =>
    pair.map((text) => text.trim().normalize().toLowerCase()),
  );
  return JSON.stringify(folded.sort());
}

/** The variant without an id gets that of the saved one with the same options. */
function withId(variant: VariantInput, saved: readonly Variant[]): VariantInput {
  if (variant.variant_id) return variant;
  const found = saved.find((one) => optionsKey(one.options) === optionsKey(variant.options));
  return found ? { ...variant, variant_id: found.variant_id } : variant;
}

/** The changes with the ids of variants that an earlier save created. */
export function withVariantIds(changes: ProductChanges, saved: readonly Variant[]): ProductChanges {
  if (!changes.variants) return changes;
  return { ...changes, variants: changes.variants.map((one) => withId(one, saved)) };
}
