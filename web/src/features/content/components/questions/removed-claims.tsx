import { Scissors } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { languageAttributes, languageInfo } from '@/lib/languages';
import type { Draft, Facts, RemovedClaim } from '../../api/types';
import { AnswerForm } from './answer-form';
import { guessFact } from './fact-answer';

interface RemovedClaimsProps {
  draft: Draft;
  /** The facts about the product, and what an answer adds to them. */
  facts: Facts;
  onAddFacts: (facts: Facts) => void;
  disabled: boolean;
}

const keyOf = (one: RemovedClaim) => `${one.language}.${one.field}.${one.words}`;

/** The claims removed because no fact supports them, each with a form to add the fact. */
export function RemovedClaims({ draft, facts, onAddFacts, disabled }: RemovedClaimsProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<string | null>(null);
  if (draft.removed.length === 0) return null;
  return (
    <section
      aria-label={t('removedClaim.title')}
      className="border-madder border-s-4 bg-madder-wash px-4 py-3"
    >
      <p className="flex items-center gap-2 font-bold text-madder">
        <Scissors aria-hidden className="size-5 shrink-0" />
        {t('removedClaim.title')}
      </p>
      <p className="pb-2 text-fine">{t('removedClaim.lead')}</p>
      <ul className="grid">
        {draft.removed.map((one) => (
          <li key={keyOf(one)} className="grid border-madder/25 border-t py-1.5">
            <span className="flex flex-wrap items-center justify-between gap-x-4">
              <span className="min-w-0 flex-1 basis-56">
                <q {...languageAttributes(one.language)} className="font-bold">
                  {one.words}
                </q>{' '}
                <bdi {...languageAttributes(one.language)} className="text-fine text-soft">
                  {languageInfo(one.language).name}
                </bdi>
                <span className="block text-fine">{one.why}</span>
              </span>
              <Button
                look="plain"
                className="-me-3 sm:me-0"
                disabled={disabled}
                aria-expanded={open === keyOf(one)}
                aria-label={t('removedClaim.addFor', { words: one.words })}
                onClick={() => setOpen(open === keyOf(one) ? null : keyOf(one))}
              >
                {t('removedClaim.add')}
              </Button>
            </span>
            {open === keyOf(one) && (
              <AnswerForm
                facts={facts}
                about={guessFact(`${one.words} ${one.why}`)}
                label={t('removedClaim.fact')}
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
