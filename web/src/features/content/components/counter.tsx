import { useTranslation } from 'react-i18next';
import { countText } from '@/lib/count-text';
import { formatNumber } from '@/lib/format';

const NEAR = 0.9;

interface CounterProps {
  used: number;
  most: number;
  say?: 'copy.count' | 'copy.countHashtags' | 'copy.countTags';
}

/** How much of a limit is used; over it, how much too much. */
export function Counter({ used, most, say = 'copy.count' }: CounterProps) {
  const { t } = useTranslation();
  const over = used - most;
  const tone =
    over > 0 ? 'font-bold text-madder' : used > most * NEAR ? 'text-turmeric-ink' : 'text-soft';
  return (
    <span className={`text-fine tabular-nums ${tone}`}>
      {t(say, { used: formatNumber(used), most: formatNumber(most) })}
      {over > 0 && ` · ${t('copy.tooLong', { count: over })}`}
    </span>
  );
}

/** Says it when a platform counts more than the eye does: emoji, vowel signs, conjuncts. */
export function CountHint({ text, used }: { text: string; used: number }) {
  const { t } = useTranslation();
  const { letters } = countText(text);
  if (used === letters) return null;
  return t('copy.countHint', { letters: formatNumber(letters), units: formatNumber(used) });
}
