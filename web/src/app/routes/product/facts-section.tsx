import { useMutation } from '@tanstack/react-query';
import { lazy, Suspense, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure } from '@/components/ui/failure';
import { Section } from '@/components/ui/section';
import { Skeleton } from '@/components/ui/skeleton';
import type { Product, ProductChanges } from '@/features/catalog/api/types';
import { isBeingWritten } from '@/features/content/api/drafts';
import type { Draft } from '@/features/content/api/types';
import { loadStrings } from '@/lib/i18n';
import { refusedFields } from '@/lib/problem';
import { useStore } from '@/lib/store';
import type { Sessions } from './sessions';

/** The form loads after the picture, because of its validation library. */
const ProductForm = lazy(async () => {
  const [form] = await Promise.all([
    import('@/features/catalog/components/product-form/product-form'),
    loadStrings('catalog'),
  ]);
  return { default: form.ProductForm };
});

interface FactsSectionProps {
  product: Product;
  draft: Draft;
  sessions: Sessions;
  /** Called with whether all fields can be saved as they are typed. */
  onValid: (isValid: boolean) => void;
}

export function FactsSection({ product, draft, sessions, onValid }: FactsSectionProps) {
  const { t } = useTranslation();
  const { product: session } = sessions;
  const error = useStore(session.autosave.error, (now) => now);
  const writing = useMutation({
    mutationFn: async () => {
      await session.flush();
      await sessions.draft.rewrite();
    },
  });
  const onChange = useCallback(
    (changes: ProductChanges, invalid: readonly string[]) => {
      if (Object.keys(changes).length > 0) session.change(changes);
      onValid(invalid.length === 0);
    },
    [session, onValid],
  );
  return (
    <div id="facts" className="scroll-mt-28">
      <Section title={t('facts.title')} number="1">
        <p className="-mt-3 text-soft">{t('facts.lead')}</p>
        <Suspense fallback={<Skeleton label={t('common.loading')} className="h-96" />}>
          <ProductForm
            product={product}
            session={session}
            refused={refusedFields(error)}
            busy={writing.isPending || isBeingWritten(draft)}
            writtenBefore={draft.copy.description !== ''}
            onChange={onChange}
            onWrite={() => writing.mutate()}
          />
        </Suspense>
        {writing.error && <Failure error={writing.error} />}
      </Section>
    </div>
  );
}
