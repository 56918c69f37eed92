import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure } from '@/components/ui/failure';
import { Page } from '@/components/ui/page';
import { Section } from '@/components/ui/section';
import { Skeleton } from '@/components/ui/skeleton';
import { channelsOptions, connectionsOptions } from '@/features/channels/api/channels';
import type { Capabilities } from '@/features/channels/api/types';
import { readiness } from '@/features/channels/components/platform-picker/readiness';
import type { DraftSession } from '@/features/content/api/draft-session';
import type { Draft } from '@/features/content/api/types';
import { BackdropButton } from '@/features/content/components/backdrop/backdrop-button';
import { ALL_PLATFORMS_TAB } from '@/features/content/components/draft/all-platforms-tab';
import { SaveError, SaveStatus } from '@/features/content/components/draft/save-status';
import { usePhotos } from '@/features/media/api/get-photo';
import { PhotoPanel } from '@/features/media/components/draft/photo-panel';
import { loadStrings } from '@/lib/i18n';
import { useStartDraft } from '../start-draft';
import { useChosenFieldValues } from './chosen-field-values';
import { useChosenPlatforms } from './chosen-platforms';
import { FactsSection } from './facts-section';
import { useVariantsInput } from './variants-input';

interface DraftPageProps {
  draft: Draft;
  session: DraftSession;
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

const VariantsEditor = lazy(async () => ({
  default: (await import('@/features/catalog/components/variants-editor')).VariantsEditor,
}));
const DraftPreview = lazy(async () => ({
  default: (await import('./draft-preview')).DraftPreview,
}));
const PublishBar = lazy(async () => ({ default: (await import('./publish-bar')).PublishBar }));
const PlatformsSection = lazy(async () => {
  const [section] = await Promise.all([import('./platforms-section'), loadStrings('channels')]);
  return { default: section.PlatformsSection };
});

/** One page with all steps of a draft: photos, facts, copy, platforms, publish. */
export function DraftPage({ draft, session }: DraftPageProps) {
  const { t } = useTranslation();
  const { data: channels = NONE } = useQuery(channelsOptions);
  const { data: connections = NONE } = useQuery(connectionsOptions);
  const photos = usePhotos(draft.photo_ids);
  const [tab, setTab] = useState(ALL_PLATFORMS_TAB);
  const chosenPlatforms = useChosenPlatforms(draft.draft_id);
  const fieldValues = useChosenFieldValues(draft.draft_id);
  const variants = useVariantsInput(draft.draft_id);
  const renditions = new Set(photos[0]?.renditions.map((one) => one.name));
  const readinessList = channels.map((channel) => {
    const connection = connections.find((one) => one.platform === channel.platform);
    return readiness(channel, connection, draft, renditions);
  });
  const publishable = readinessList.filter(
    ({ channel, reasons }) =>
      reasons.length === 0 && chosenPlatforms.platforms.has(channel.platform),
  );
  return (
    <>
      <Page title={draft.copy.title || t('photo.title')} action={<SaveStatus session={session} />}>
        <SaveError session={session} />
        <div className="grid gap-12 md:grid-cols-[minmax(0,6fr)_minmax(0,5fr)] md:gap-14">
          <Photos draft={draft} />
          <div className="grid content-start gap-8">
            <FactsSection draft={draft} session={session} />
            <Suspense>
              <VariantsEditor
                input={variants.input}
                price={draft.facts.price?.amount.replace(/\.0+$/, '') ?? ''}
                onChange={variants.setInput}
              />
            </Suspense>
          </div>
        </div>
        <Section title={t('copy.title')} number="2" className="scroll-mt-28">
          <p className="-mt-3 text-soft">{t('copy.lead')}</p>
          <Suspense fallback={<Skeleton label={t('common.loading')} className="h-40" />}>
            <DraftCopy
              {...{ draft, session, channels, tab }}
              onTab={setTab}
              renderPreview={(channel) => (
                <DraftPreview
                  channel={channel}
                  draft={draft}
                  photo={photos[0]}
                  connection={connections.find((one) => one.platform === channel.platform)}
                />
              )}
            />
          </Suspense>
        </Section>
        <Suspense fallback={<Skeleton label={t('common.loading')} className="h-60" />}>
          <PlatformsSection
            {...{ chosenPlatforms, fieldValues }}
            readiness={readinessList}
            draftId={draft.draft_id}
            craft={draft.facts.craft ?? ''}
            onFixText={setTab}
          />
        </Suspense>
      </Page>
      <Suspense>
        <PublishBar
          draft={draft}
          session={session}
          platforms={publishable.map((one) => one.channel.platform)}
          input={{ fieldValues: fieldValues.values, variantsInput: variants.input }}
        />
      </Suspense>
    </>
  );
}

/** The photos with their renditions; replacing one starts a new draft with the same facts. */
function Photos({ draft }: { draft: Draft }) {
  const start = useStartDraft();
  const { data: channels = NONE } = useQuery(channelsOptions);
  const platformsByRendition = useMemo(() => {
    const names: Record<string, string[]> = {};
    for (const { image, name } of channels)
      names[image.rendition] = [...(names[image.rendition] ?? []), name];
    return names;
  }, [channels]);
  return (
    <div className="grid content-start gap-8 md:sticky md:top-32 md:self-start">
      {start.error && <Failure error={start.error} />}
      {draft.photo_ids.map((photoId) => (
        <PhotoPanel
          key={photoId}
          photoId={photoId}
          platformsByRendition={platformsByRendition}
          alt={draft.copy.alt_text}
          onReplace={(files) => start.mutate({ files, facts: draft.facts })}
        />
      ))}
      <BackdropButton photoId={draft.photo_ids[0] ?? null} names={platformNames(channels)} />
    </div>
  );
}

function platformNames(channels: readonly Capabilities[]): Record<string, string> {
  return Object.fromEntries(channels.map(({ platform, name }) => [platform, name]));
}
