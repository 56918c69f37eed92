import { useTranslation } from 'react-i18next';
import { formatMoney, type Money } from '@/lib/format';
import { formatList } from '@/lib/format-list';
import type { Part } from '../api/types';

/** Names outdated parts in a sentence, such as “the old price ₹1,850 and the old photos”. */
export function useOldParts(): (parts: readonly Part[], price?: Money | null) => string {
  const { t } = useTranslation();
  return (parts, price) =>
    formatList(
      parts.map((part) => {
        const old = t(`outdated.part.${part}`);
        return part === 'price' && price ? `${old} ${formatMoney(price)}` : old;
      }),
    );
}
