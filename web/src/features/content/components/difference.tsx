import { useTranslation } from 'react-i18next';
import type { Language } from '@/lib/languages';
import { languageAttributes } from '@/lib/languages';
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

/** The word diff of two texts: removed words struck out, added words highlighted. */
export function Difference({ before, after, language }: DifferenceProps) {
  const { t } = useTranslation();
  const parts = wordDiff(before, after);
  if (parts.length === 0) return <span className="text-soft">{t('diff.nothing')}</span>;
  return (
    <span {...languageAttributes(language)} className="whitespace-pre-line">
      {parts.map(({ kind, text }, index) => {
        const key = `${index}-${kind}`;
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
