import { lazy, Suspense, useLayoutEffect, useState } from 'react';
import type { ProductSession } from '@/features/catalog/api/product-session';
import type { Product } from '@/features/catalog/api/types';
import {
  inStep,
  toInput,
  toVariants,
  type VariantsInput,
  variantsError,
} from '@/features/catalog/components/variants/variants';
import { VariantsEditor } from '@/features/catalog/components/variants/variants-editor';
import { useStore } from '@/lib/store';

const StockQuestion = lazy(async () => ({
  default: (await import('@/features/catalog/components/stock-question')).StockQuestion,
}));

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
  const isUnsaved = useStore(session.localChanges, (now) => now.variants !== undefined);
  const isStockMoved = useStore(session.stockMoved, (now) => now);
  useLayoutEffect(() => {
    setInput((typed) => inStep(typed, variants, isUnsaved));
  }, [variants, isUnsaved]);
  const change = (next: VariantsInput) => {
    const isComplete = variantsError(next) === null;
    setInput(next);
    onValid(isComplete);
    if (isComplete) session.change({ variants: toVariants(next) });
  };
  return (
    <>
      <VariantsEditor
        input={input}
        price={price?.amount.replace(/\.0+$/, '') ?? ''}
        onChange={change}
      />
      {isStockMoved && (
        <Suspense>
          <StockQuestion productId={product.product_id} session={session} ofVariants />
        </Suspense>
      )}
    </>
  );
}
