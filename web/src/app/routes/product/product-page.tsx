import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '@/components/ui/page';
import { SaveError, SaveStatus } from '@/components/ui/save-status';
import { Section } from '@/components/ui/section';
import { Skeleton } from '@/components/ui/skeleton';
import type { Product } from '@/features/catalog/api/types';
import { channelsOptions } from '@/features/channels/api/channels';
import type { Draft } from '@/features/content/api/types';
import { ALL_PLATFORMS_TAB } from '@/features/content/components/draft/all-platforms-tab';
import { usePhotos } from '@/features/media/api/get-photo';
import { loadStrings } from '@/lib/i18n';
import { FactsSection } from './facts-section';
import { ProductPhotos } from './product-photos';
import type { Sessions } from './sessions';

interface ProductPageProps {
  product: Product;
  draft: Draft;
  sessions: Sessions;
}

const NONE: never[] = [];

/** The copy is written seconds after the upload, so its editor may load later. */
const DraftCopy = lazy(async () => {
  const [draftCopy] = await Promise.all([
    import('@/features/content/components/draft/draft-copy'),
    loadStrings('content'),
  ]);
  return { default: draftCopy.DraftCopy };
});

const loadStockPart = async () => {
  const [{ stockPart }] = await Promise.all([import('./stock-part'), loadStrings('catalog')]);
  return stockPart;
};
const OversoldNotice = lazy(async () => ({ default: (await loadStockPart()).OversoldNotice }));
const VariantsSection = lazy(async () => ({ default: (await loadStockPart()).VariantsSection }));
const ProductPreview = lazy(async () => ({
  default: (await import('./product-preview')).ProductPreview,
}));
const PublishPart = lazy(async () => {
  const strings = [loadStrings('channels'), loadStrings('publishing')];
  const [part] = await Promise.all([import('./publish-part'), ...strings]);
  return { default: part.PublishPart };
});

/** One page with all steps of a product: photos, facts, copy, places, publish. */
export function ProductPage({ product, draft, sessions }: ProductPageProps) {
  const { t } = useTranslation();
  const { data: channels = NONE } = useQuery(channelsOptions);
  const photos = usePhotos(product.photo_ids);
  const [tab, setTab] = useState(ALL_PLATFORMS_TAB);
  const [areFieldsValid, setFieldsValid] = useState(true);
  const [areVariantsValid, setVariantsValid] = useState(true);
  const autosaves = [sessions.product.autosave, sessions.draft.autosave] as const;
  return (
    <>
      <Page
        title={draft.copy.title || product.title || t('photo.title')}
        action={<SaveStatus autosaves={autosaves} />}
      >
        {autosaves.map((autosave, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: there are always the same two
          <SaveError key={index} autosave={autosave} />
        ))}
        <Suspense>
          <OversoldNotice product={product} platforms={channels} />
        </Suspense>
        <div className="grid gap-12 md:grid-cols-[minmax(0,6fr)_minmax(0,5fr)] md:gap-14">
          <ProductPhotos product={product} session={sessions.product} alt={draft.copy.alt_text} />
          <div className="grid content-start gap-8">
            <FactsSection {...{ product, draft, sessions }} onValid={setFieldsValid} />
            <Suspense>
              <VariantsSection
                product={product}
                session={sessions.product}
                onValid={setVariantsValid}
              />
            </Suspense>
          </div>
        </div>
        <Section title={t('copy.title')} number="2" className="scroll-mt-28">
          <p className="-mt-3 text-soft">{t('copy.lead')}</p>
          <Suspense fallback={<Skeleton label={t('common.loading')} className="h-40" />}>
            <DraftCopy
              {...{ draft, channels, tab }}
              session={sessions.draft}
              facts={product}
              onAddFacts={sessions.product.add}
              onTab={setTab}
              renderPreview={(channel) => (
                <ProductPreview {...{ channel, product, draft }} photo={photos[0]} />
              )}
            />
          </Suspense>
        </Section>
      </Page>
      <Suspense fallback={<div className="h-96" />}>
        <PublishPart
          {...{ product, draft, sessions }}
          cover={photos[0]}
          invalid={{ fields: !areFieldsValid, variants: !areVariantsValid }}
          onFixText={setTab}
        />
      </Suspense>
    </>
  );
}
