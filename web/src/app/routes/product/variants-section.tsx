import { useEffect, useState } from 'react';
import type { ProductSession } from '@/features/catalog/api/product-session';
import type { Product } from '@/features/catalog/api/types';
import {
  toInput,
  toVariants,
  type VariantsInput,
  variantsError,
  withSavedIds,
} from '@/features/catalog/components/variants/variants';
import { VariantsEditor } from '@/features/catalog/components/variants/variants-editor';

interface VariantsSectionProps {
  product: Product;
  session: ProductSession;
  /** Called with whether the variants can be saved as they are typed. */
  onValid: (isValid: boolean) => void;
}

/** The variants as typed: saved with the product whenever they are complete. */
export function VariantsSection({ product, session, onValid }: VariantsSectionProps) {
  const { variants, price } = product;
  const [input, setInput] = useState<VariantsInput>(() => toInput(variants));
  useEffect(() => setInput((typed) => withSavedIds(typed, variants)), [variants]);
  const change = (next: VariantsInput) => {
    const isComplete = variantsError(next) === null;
    setInput(next);
    onValid(isComplete);
    if (isComplete) session.change({ variants: toVariants(next) });
  };
  return (
    <VariantsEditor
      input={input}
      price={price?.amount.replace(/\.0+$/, '') ?? ''}
      onChange={change}
    />
  );
}
