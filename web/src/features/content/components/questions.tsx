import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Draft } from '@/api/shapes';
import { Button } from '@/components/ui/button';
import type { DraftSession } from '../api/draft-session';
import { AnswerBox } from './answer-box';
import { factOf } from './fact-answer';

interface QuestionsProps {
  draft: Draft;
  session: DraftSession;
  disabled: boolean;
}

/** What the writer would like to know, to be answered on the spot. */
export function Questions({ draft, session, disabled }: QuestionsProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<string | null>(null);
  if (draft.asked.length === 0) return null;
  return (
    <section
      aria-label={t('copy.questions')}
      className="border-turmeric border-s-4 bg-turmeric-wash px-4 py-3"
    >
      <p className="pb-1 font-bold text-turmeric-ink">{t('copy.questions')}</p>
      <ul className="grid">
        {draft.asked.map(({ question, fact }) => (
          <li key={question} className="grid border-turmeric/40 border-t py-1 first:border-t-0">
            <span className="flex flex-wrap items-center justify-between gap-x-4">
              <span className="min-w-0 flex-1 basis-56">{question}</span>
              <Button
                look="plain"
                className="-me-3 sm:me-0"
                disabled={disabled}
                aria-expanded={open === question}
                aria-label={t('asked.answerTo', { question })}
                onClick={() => setOpen(open === question ? null : question)}
              >
                {t('asked.answer')}
              </Button>
            </span>
            {open === question && (
              <AnswerBox
                facts={draft.facts}
                about={factOf(question, fact)}
                label={t('asked.yours')}
                onAnswer={(facts) => {
                  setOpen(null);
                  session.answer(facts);
                }}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
