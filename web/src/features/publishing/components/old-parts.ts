import { useTranslation } from 'react-i18next';
import { formatList } from '@/lib/format-list';
import type { Part } from '../api/types';

/** Names outdated parts in a sentence, such as “the old price and the old photos”. */
export function useOldParts(): (parts: readonly Part[]) => string {
  const { t } = useTranslation();
  return (parts) => formatList(parts.map((part) => t(`outdated.part.${part}`)));
}
