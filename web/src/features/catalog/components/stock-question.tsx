import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { formatNumber } from '@/lib/format';
import { useStore } from '@/lib/store';
import type { ProductSession } from '../api/product-session';
import { productOptions } from '../api/products';
import { withoutNumbers, withVariantsOfOthers } from '../api/save-again';
import type { ProductChanges } from '../api/types';

interface StockQuestionProps {
  productId: string;
  session: ProductSession;
  /** Whether it is about the sizes and colours, or about the piece itself. */
  ofVariants: boolean;
}

interface Numbers {
  /** What it is the number of; "" for the piece itself. */
  name: string;
  now: string;
  typed: string;
}

/** Some were sold while she typed a number: what there is now, and which of them counts. */
export function StockQuestion({ productId, session, ofVariants }: StockQuestionProps) {
  const { t } = useTranslation();
  const numbers = useNumbers(productId, session, ofVariants);
  const answer = useMutation({
    mutationFn: async (isHers: boolean) => {
      await session.flush();
      decide(session, isHers);
    },
  });
  const [first, ...others] = numbers;
  if (!first) return null;
  const isOne = others.length === 0;
  return (
    <Notice tone="hint" title={t('stock.moved')}>
      {numbers.map((one) => (
        <p key={one.name}>{one.name ? t('stock.nowOf', { ...one }) : t('stock.now', { ...one })}</p>
      ))}
      <div className="mt-3 flex flex-wrap gap-2">
        <Button busy={answer.isPending} onClick={() => answer.mutate(false)}>
          {isOne ? t('stock.keep', { now: first.now }) : t('stock.keepAll')}
        </Button>
        <Button busy={answer.isPending} onClick={() => answer.mutate(true)}>
          {isOne ? t('stock.set', { typed: first.typed }) : t('stock.setAll')}
        </Button>
      </div>
    </Notice>
  );
}

/** Her numbers count, or those that are there; all else that she typed is saved in either case. */
function decide({ localChanges, stockMoved, present, change }: ProductSession, isHers: boolean) {
  const { quantity, variants, ...others } = localChanges.get();
  const typed: ProductChanges = {
    ...(quantity !== undefined && { quantity }),
    ...(variants && { variants }),
  };
  const wanted = withVariantsOfOthers(typed, [], present()?.variants ?? []);
  const next = isHers ? wanted : withoutNumbers(wanted);
  stockMoved.set(false);
  localChanges.set(others);
  if (Object.keys(next).length > 0) change(next);
}

/** The numbers that she typed, each beside the one that is there. */
function useNumbers(productId: string, session: ProductSession, ofVariants: boolean): Numbers[] {
  const { data: product } = useQuery(productOptions(productId));
  const { quantity, variants = [] } = useStore(session.localChanges, (now) => now);
  if (!product) return [];
  const written = (one: number | null) => (one === null ? '–' : formatNumber(one));
  if (!ofVariants) {
    if (quantity === undefined) return [];
    return [{ name: '', now: written(product.quantity), typed: written(quantity) }];
  }
  return product.variants.flatMap(({ variant_id, options, quantity: now }) => {
    const typed = variants.find((one) => one.variant_id === variant_id)?.quantity;
    if (typed === undefined || typed === null || typed === now) return [];
    const name = Object.values(options).join(' / ');
    return [{ name, now: written(now), typed: written(typed) }];
  });
}
