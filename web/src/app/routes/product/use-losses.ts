import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Product } from '@/features/catalog/api/types';
import type { Draft } from '@/features/content/api/types';
import { lossesOptions, type PlaceLosses } from '@/features/publishing/api/losses';
import type { Place } from '@/features/publishing/api/types';

interface Asked {
  product: Product;
  draft: Draft;
  /** The places to ask about. */
  wanted: readonly Place[];
  /** Nothing can be told now: the words are being written, or what is typed cannot be saved. */
  disabled: boolean;
}

/** Milliseconds for which the wish must be the same before it is asked about. */
const PREVIEW_MS = 600;

const NONE: PlaceLosses[] = [];

/** A value once it has been the same for a while. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(setSettled, PREVIEW_MS, text);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

/** What the chosen places would not show of the piece as it is saved; nothing until it is known. */
export function useLosses({ product, draft, wanted, disabled }: Asked): readonly PlaceLosses[] {
  const { product_id: productId, version, stock_version: stockVersion } = product;
  const wish = JSON.stringify({
    productId,
    places: wanted,
    state: [version, stockVersion, draft.version].join(),
  });
  const settled = useSettled(wish);
  const { data = NONE } = useQuery({
    ...lossesOptions(JSON.parse(settled) as Parameters<typeof lossesOptions>[0]),
    enabled: wanted.length > 0 && !disabled && settled === wish,
    placeholderData: keepPreviousData,
  });
  return data;
}
