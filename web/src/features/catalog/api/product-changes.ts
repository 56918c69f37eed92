/** Changes to a product: merging them, and applying them to the product. */
import { optionsKey } from './options-key';
import type { Product, ProductChanges, Variant, VariantInput } from './types';

export function mergeChanges(earlier: ProductChanges, later: ProductChanges): ProductChanges {
  return { ...earlier, ...later };
}

/** The product of the server with the local changes applied; variants show once they are saved. */
export function withLocalChanges(product: Product, changes: ProductChanges): Product {
  const { variants: _, ...fields } = changes;
  return { ...product, ...fields };
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

/** Whether numbers of pieces are changed that were shown before. */
export function setsNumbers({ quantity, variants = [] }: ProductChanges): boolean {
  return quantity !== undefined || variants.some(isCounted);
}

function isCounted({ variant_id: id, quantity }: VariantInput): boolean {
  return Boolean(id) && typeof quantity === 'number';
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
