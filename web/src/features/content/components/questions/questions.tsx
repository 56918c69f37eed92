import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import type { Draft, Facts } from '../../api/types';
import { AnswerForm } from './answer-form';
import { guessFact } from './fact-answer';

interface QuestionsProps {
  draft: Draft;
  /** The facts about the product, and what an answer adds to them. */
  facts: Facts;
  onAddFacts: (facts: Facts) => void;
  disabled: boolean;
}

/** The questions of the writer, each with an answer form. */
export function Questions({ draft, facts, onAddFacts, disabled }: QuestionsProps) {
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
                aria-label={t('question.answerTo', { question })}
                onClick={() => setOpen(open === question ? null : question)}
              >
                {t('question.answer')}
              </Button>
            </span>
            {open === question && (
              <AnswerForm
                facts={facts}
                about={guessFact(question, fact)}
                label={t('question.yours')}
                onAnswer={(answer) => {
                  setOpen(null);
                  onAddFacts(answer);
                }}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
