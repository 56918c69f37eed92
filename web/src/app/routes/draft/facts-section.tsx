import { useMutation } from '@tanstack/react-query';
import { lazy, Suspense, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure } from '@/components/ui/failure';
import { Section } from '@/components/ui/section';
import { Skeleton } from '@/components/ui/skeleton';
import type { DraftSession } from '@/features/content/api/draft-session';
import { isBeingWritten } from '@/features/content/api/drafts';
import type { Draft, FactsChanges } from '@/features/content/api/types';

/** The form loads after the picture, because of its validation library. */
const FactsForm = lazy(async () => ({
  default: (await import('@/features/content/components/facts/facts-form')).FactsForm,
}));

interface FactsSectionProps {
  draft: Draft;
  session: DraftSession;
}

export function FactsSection({ draft, session }: FactsSectionProps) {
  const { t } = useTranslation();
  const writing = useMutation({ mutationFn: (facts: FactsChanges) => session.rewrite(facts) });
  const onChange = useCallback((facts: FactsChanges) => session.change({ facts }), [session]);
  return (
    <div id="facts" className="scroll-mt-28">
      <Section title={t('facts.title')} number="1">
        <p className="-mt-3 text-soft">{t('facts.lead')}</p>
        <Suspense fallback={<Skeleton label={t('common.loading')} className="h-96" />}>
          <FactsForm
            facts={draft.facts}
            factUpdates={session.factUpdates}
            busy={writing.isPending || isBeingWritten(draft)}
            writtenBefore={draft.copy.description !== ''}
            onChange={onChange}
            onWrite={(facts) => writing.mutate(facts)}
          />
        </Suspense>
        {writing.error && <Failure error={writing.error} />}
      </Section>
    </div>
  );
}
