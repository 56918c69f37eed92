/** The API types of catalog, named for the app. */
import type { components } from '@/api/schema';

type Schemas = components['schemas'];

export type Product = Schemas['ProductRead'];
export type NewProduct = Schemas['ProductCreate'];
/** Changed fields; null empties a field, and [] a list. */
export type ProductChanges = Schemas['ProductUpdate'];
export type Variant = Product['variants'][number];
/** A variant to save; one that stays has its `variant_id`. */
export type VariantInput = Schemas['VariantWrite'];
