/** The API types of catalog, named for the app. */
import type { components } from '@/api/schema';

type Schemas = components['schemas'];

export type Product = Schemas['ProductRead'];
export type NewProduct = Schemas['ProductCreate'];
export type ProductUpdate = Schemas['ProductUpdate'];
/** Changed fields; null empties a field, and [] a list. */
export type ProductChanges = Omit<ProductUpdate, 'stock_version'>;
export type Variant = Product['variants'][number];
/** A variant to save; one that stays has its `variant_id`, and a quantity if she changed it. */
export type VariantInput = Schemas['VariantWrite'];
/** A line of an order of which pieces are not there. */
export type OversoldLine = Schemas['OversoldRead'];
