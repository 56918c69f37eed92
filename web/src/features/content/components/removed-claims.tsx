import { Scissors } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Removed } from '@/api/content';
import type { Draft } from '@/api/shapes';
import { Button } from '@/components/ui/button';
import { speaking, tongue } from '@/lib/languages';
import type { DraftSession } from '../api/draft-session';
import { AnswerBox } from './answer-box';
import { factOf } from './fact-answer';

interface RemovedClaimsProps {
  draft: Draft;
  session: DraftSession;
  disabled: boolean;
}

const keyOf = (one: Removed) => `${one.language}.${one.field}.${one.words}`;

/** What was left out because no fact supports it, and the way to say that it is true. */
export function RemovedClaims({ draft, session, disabled }: RemovedClaimsProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<string | null>(null);
  if (draft.removed.length === 0) return null;
  return (
    <section
      aria-label={t('removed.title')}
      className="border-madder border-s-4 bg-madder-wash px-4 py-3"
    >
      <p className="flex items-center gap-2 font-bold text-madder">
        <Scissors aria-hidden className="size-5 shrink-0" />
        {t('removed.title')}
      </p>
      <p className="pb-2 text-fine">{t('removed.lead')}</p>
      <ul className="grid">
        {draft.removed.map((one) => (
          <li key={keyOf(one)} className="grid border-madder/25 border-t py-1.5">
            <span className="flex flex-wrap items-center justify-between gap-x-4">
              <span className="min-w-0 flex-1 basis-56">
                <q {...speaking(one.language)} className="font-bold">
                  {one.words}
                </q>{' '}
                <bdi {...speaking(one.language)} className="text-fine text-soft">
                  {tongue(one.language).name}
                </bdi>
                <span className="block text-fine">{one.why}</span>
              </span>
              <Button
                look="plain"
                className="-me-3 sm:me-0"
                disabled={disabled}
                aria-expanded={open === keyOf(one)}
                aria-label={t('removed.addFor', { words: one.words })}
                onClick={() => setOpen(open === keyOf(one) ? null : keyOf(one))}
              >
                {t('removed.add')}
              </Button>
            </span>
            {open === keyOf(one) && (
              <AnswerBox
                facts={draft.facts}
                about={factOf(`${one.words} ${one.why}`)}
                label={t('removed.fact')}
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
