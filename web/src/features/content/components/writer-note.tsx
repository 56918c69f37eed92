import { Feather } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Draft } from '@/api/shapes';

/** Who wrote the words, why if it was not the usual writer, and what the writer would like to know. */
export function WriterNote({ draft }: { draft: Draft }) {
  const { t } = useTranslation();
  const { writer, questions } = draft;
  return (
    <div className="grid gap-3">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-soft">
        <Feather aria-hidden className="size-5" />
        <span className="font-bold">
          {t(writer.name === 'gemini' ? 'copy.writer.gemini' : 'copy.writer.facts')}
        </span>
        {writer.model && <span className="text-fine">{writer.model}</span>}
        {writer.note && <span className="basis-full text-fine">{writer.note}</span>}
      </p>
      {questions.length > 0 && (
        <div className="border-turmeric border-l-4 bg-turmeric-wash px-4 py-3">
          <p className="font-bold text-turmeric-ink">{t('copy.questions')}</p>
          <ul className="list-disc pl-5">
            {questions.map((question) => (
              <li key={question}>{question}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
