import { useTranslation } from 'react-i18next';
import { countText } from '@/lib/count-text';
import { formatNumber } from '@/lib/format';

const WARNING_SHARE = 0.9;

interface CounterProps {
  used: number;
  max: number;
  textKey?: 'copy.count' | 'copy.countHashtags' | 'copy.countTags';
}

/** The used share of a limit, and the excess beyond it. */
export function Counter({ used, max, textKey = 'copy.count' }: CounterProps) {
  const { t } = useTranslation();
  const excess = used - max;
  const tone =
    excess > 0
      ? 'font-bold text-madder'
      : used > max * WARNING_SHARE
        ? 'text-turmeric-ink'
        : 'text-soft';
  return (
    <span className={`text-fine tabular-nums ${tone}`}>
      {t(textKey, { used: formatNumber(used), most: formatNumber(max) })}
      {excess > 0 && ` · ${t('copy.tooLong', { count: excess })}`}
    </span>
  );
}

/** A hint when a platform counts more units than visible letters: emoji, vowel signs, conjuncts. */
export function CountHint({ text, used }: { text: string; used: number }) {
  const { t } = useTranslation();
  const { letters } = countText(text);
  if (used === letters) return null;
  return t('copy.countHint', { letters: formatNumber(letters), units: formatNumber(used) });
}
