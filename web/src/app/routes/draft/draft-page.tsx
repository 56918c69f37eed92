import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Capabilities, Draft } from '@/api/shapes';
import { Failure } from '@/components/ui/failure';
import { Page } from '@/components/ui/page';
import { Section } from '@/components/ui/section';
import { Waiting } from '@/components/ui/waiting';
import { channelsOptions, connectionsOptions } from '@/features/channels/api/channels';
import { readiness } from '@/features/channels/components/readiness';
import type { DraftSession } from '@/features/content/api/draft-session';
import { BackdropButton } from '@/features/content/components/backdrop-button';
import { EVERYWHERE } from '@/features/content/components/everywhere';
import { SaveNote, SaveTrouble } from '@/features/content/components/save-note';
import { usePhotos } from '@/features/media/api/get-photo';
import { PhotoPanel } from '@/features/media/components/photo-panel';
import { learn } from '@/lib/i18n';
import { useStartDraft } from '../start-draft';
import { useChosenPlaces } from './chosen-places';
import { useChosenPlatforms } from './chosen-platforms';
import { FactsSection } from './facts-section';
import { useTypedForms } from './typed-forms';

interface DraftPageProps {
  draft: Draft;
  session: DraftSession;
}

const NONE: never[] = [];

/** The words come seconds after the picture: their editor can travel meanwhile. */
const Words = lazy(async () => {
  const [words] = await Promise.all([
    import('@/features/content/components/words'),
    learn('content'),
  ]);
  return { default: words.Words };
});

const FormsEditor = lazy(async () => ({
  default: (await import('@/features/catalog/components/forms-editor')).FormsEditor,
}));
const DraftPreview = lazy(async () => ({
  default: (await import('./draft-preview')).DraftPreview,
}));
const PublishBar = lazy(async () => ({ default: (await import('./publish-bar')).PublishBar }));
const WhereTo = lazy(async () => {
  const [where] = await Promise.all([import('./where-to'), learn('channels')]);
  return { default: where.WhereTo };
});

/** One flowing screen: picture, facts, words, places, publish. Each step opens the next. */
export function DraftPage({ draft, session }: DraftPageProps) {
  const { t } = useTranslation();
  const { data: channels = NONE } = useQuery(channelsOptions);
  const { data: connections = NONE } = useQuery(connectionsOptions);
  const photos = usePhotos(draft.photo_ids);
  const [tab, setTab] = useState(EVERYWHERE);
  const choice = useChosenPlatforms(draft.draft_id);
  const places = useChosenPlaces(draft.draft_id);
  const typed = useTypedForms(draft.draft_id);
  const renditions = new Set(photos[0]?.renditions.map((one) => one.name));
  const ready = channels.map((channel) => {
    const connection = connections.find((one) => one.platform === channel.platform);
    return readiness(channel, connection, draft, renditions);
  });
  const going = ready.filter(
    ({ channel, reasons }) => reasons.length === 0 && choice.chosen.has(channel.platform),
  );
  return (
    <>
      <Page title={draft.copy.title || t('photo.title')} action={<SaveNote session={session} />}>
        <SaveTrouble session={session} />
        <div className="grid gap-12 md:grid-cols-[minmax(0,6fr)_minmax(0,5fr)] md:gap-14">
          <Photos draft={draft} />
          <div className="grid content-start gap-8">
            <FactsSection draft={draft} session={session} />
            <Suspense>
              <FormsEditor
                forms={typed.forms}
                price={draft.facts.price?.amount.replace(/\.0+$/, '') ?? ''}
                onChange={typed.change}
              />
            </Suspense>
          </div>
        </div>
        <Section title={t('copy.title')} number="2" className="scroll-mt-28">
          <p className="-mt-3 text-soft">{t('copy.lead')}</p>
          <Suspense fallback={<Waiting label={t('common.loading')} className="h-40" />}>
            <Words
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
        <Suspense fallback={<Waiting label={t('common.loading')} className="h-60" />}>
          <WhereTo
            {...{ ready, choice, places }}
            draftId={draft.draft_id}
            craft={draft.facts.craft ?? ''}
            onFixWords={setTab}
          />
        </Suspense>
      </Page>
      <Suspense>
        <PublishBar
          draft={draft}
          session={session}
          going={going.map((one) => one.channel.platform)}
          press={{ choices: places.given, forms: typed.forms }}
        />
      </Suspense>
    </>
  );
}

/** The photos, each with what becomes of it; a lost one starts the draft anew with the same facts. */
function Photos({ draft }: { draft: Draft }) {
  const start = useStartDraft();
  const { data: channels = NONE } = useQuery(channelsOptions);
  const uses = useMemo(() => {
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
          uses={uses}
          alt={draft.copy.alt_text}
          onReplace={(files) => start.mutate({ files, facts: draft.facts })}
        />
      ))}
      <BackdropButton photoId={draft.photo_ids[0] ?? null} names={namesOf(channels)} />
    </div>
  );
}

function namesOf(channels: readonly Capabilities[]): Record<string, string> {
  return Object.fromEntries(channels.map(({ platform, name }) => [platform, name]));
}
