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
    .map(({ sku: _, ...variant }) => variant);
  return { ...changes, variants: [...variants, ...others] };
}

/** The photos with new ones in the place of one; at the end, if that one is not there any more. */
export function withPhotoReplaced(
  photoIds: readonly string[],
  replaced: string,
  fresh: readonly string[],
): string[] {
  if (!photoIds.includes(replaced)) return [...photoIds, ...fresh];
  return photoIds.flatMap((one) => (one === replaced ? fresh : [one]));
}
