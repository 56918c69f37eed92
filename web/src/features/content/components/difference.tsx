import { useTranslation } from 'react-i18next';
import type { Language } from '@/api/content';
import { speaking } from '@/lib/languages';
import { wordDiff } from '@/lib/word-diff';

interface DifferenceProps {
  before: string;
  after: string;
  language: Language;
}

const LOOKS = {
  gone: 'bg-madder-wash text-madder line-through decoration-1',
  new: 'bg-leaf-wash font-bold text-leaf no-underline',
} as const;

/** What became of a text: what is gone is struck out, what is new stands out. */
export function Difference({ before, after, language }: DifferenceProps) {
  const { t } = useTranslation();
  const stretches = wordDiff(before, after);
  if (stretches.length === 0) return <span className="text-soft">{t('diff.nothing')}</span>;
  return (
    <span {...speaking(language)} className="whitespace-pre-line">
      {stretches.map(({ kind, text }, place) => {
        const key = `${place}-${kind}`;
        if (kind === 'same') return <span key={key}>{text}</span>;
        const Mark = kind === 'gone' ? 'del' : 'ins';
        return (
          <Mark key={key} className={LOOKS[kind]}>
            {text}
          </Mark>
        );
      })}
    </span>
  );
}
