import type { ProductSession } from '@/features/catalog/api/product-session';
import type { DraftSession } from '@/features/content/api/draft-session';

/** The two that a product page edits: the product, and the words about it. */
export interface Sessions {
  product: ProductSession;
  draft: DraftSession;
}

/** Whether a field of the form, or the variants, cannot be saved as they are typed. */
export interface Invalid {
  fields: boolean;
  variants: boolean;
}
