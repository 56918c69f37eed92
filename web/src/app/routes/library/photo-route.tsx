import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Photo } from '@/api/media';
import { Button, buttonClass } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { Notice } from '@/components/ui/notice';
import { Page } from '@/components/ui/page';
import { Section } from '@/components/ui/section';
import { Waiting } from '@/components/ui/waiting';
import { paths } from '@/config/paths';
import { channelsOptions } from '@/features/channels/api/channels';
import { firstUrl } from '@/features/media/api/cut';
import { renditionUrl, usePhoto } from '@/features/media/api/get-photo';
import { processPhoto, useLibraryChange } from '@/features/media/api/library';
import { Compare } from '@/features/media/components/compare';
import { CropPreviews } from '@/features/media/components/crop-previews';
import { useDeletion } from '@/features/media/components/deletion';
import { FocalPoint } from '@/features/media/components/focal-point';
import { reasonText } from '@/features/media/components/reason-text';
import { isSameWish, WishForm, wishOf } from '@/features/media/components/wish-form';
import { useStartDraft } from '../start-draft';

const PhotoDetails = lazy(async () => ({
  default: (await import('@/features/media/components/photo-details')).PhotoDetails,
}));

const NONE: never[] = [];

export function PhotoRoute() {
  const { t } = useTranslation();
  const { photoId } = useParams({ from: '/inside/library/$photoId' });
  const { data: photo, error, refetch } = usePhoto(photoId);
  return (
    <Page
      title={photo?.filename ?? t('library.title')}
      lead={
        <Link
          to={paths.library}
          className="inline-flex min-h-11 items-center gap-2 font-bold text-body text-indigo"
        >
          <ArrowLeft aria-hidden className="size-5" />
          {t('library.back')}
        </Link>
      }
      action={photo && <Actions photo={photo} />}
    >
      {error && !photo && <Failure error={error} onRetry={refetch} />}
      {!photo && !error && <Waiting label={t('common.loading')} className="aspect-4/3 w-full" />}
      {photo?.status === 'ready' && <Editor key={photo.photo_id} photo={photo} />}
      {photo && photo.status !== 'ready' && <NotReady photo={photo} />}
    </Page>
  );
}

function Actions({ photo }: { photo: Photo }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const start = useStartDraft();
  const deletion = useDeletion(() => void navigate({ to: paths.library }));
  return (
    <div className="flex flex-wrap gap-3">
      {photo.status === 'ready' && (
        <Button
          look="main"
          busy={start.isPending}
          onClick={() => start.mutate({ photoIds: [photo.photo_id] })}
        >
          {t('library.post')}
        </Button>
      )}
      <Button look="warn" busy={deletion.busy} onClick={() => deletion.start([photo.photo_id])}>
        {t('library.delete')}
      </Button>
      {deletion.error ? <Failure error={deletion.error} /> : null}
      {deletion.question}
    </div>
  );
}

function NotReady({ photo }: { photo: Photo }) {
  const { t } = useTranslation();
  const again = useLibraryChange(() => processPhoto(photo.photo_id, wishOf(photo)));
  if (photo.status === 'uploading')
    return (
      <p role="status" className="animate-breathe font-bold text-lead">
        {t('photo.preparing')}
      </p>
    );
  const reason = photo.reason && reasonText(photo.reason);
  return (
    <>
      <Notice
        tone="warning"
        title={reason?.cause ?? t('photo.rejectedTitle')}
        action={
          <Button look="warn" busy={again.isPending} onClick={() => again.mutate()}>
            {t('common.tryAgain')}
          </Button>
        }
      >
        {reason?.remedy}
      </Notice>
      {again.error && <Failure error={again.error} />}
      <Link to={paths.library} className={buttonClass('calm', 'justify-self-start')}>
        {t('library.back')}
      </Link>
    </>
  );
}

/** What is asked of the photo, and what comes of it, side by side. */
function Editor({ photo }: { photo: Photo }) {
  const { t } = useTranslation();
  const [changes, setChanges] = useState<ReturnType<typeof wishOf> | null>(null);
  const wish = changes ?? wishOf(photo);
  const make = useLibraryChange(() => processPhoto(photo.photo_id, wish));
  const uses = usePlatformNames();
  const isMoved = wish.focal && !isSameWish({ ...wishOf(photo), focal: wish.focal }, wishOf(photo));
  const before = firstUrl(photo);
  const after = renditionUrl(photo, 'web');
  const isChanged = photo.light || photo.background === 'white';
  return (
    <div className="grid gap-12 md:grid-cols-[minmax(0,7fr)_minmax(0,5fr)] md:gap-14">
      <div className="grid content-start gap-10">
        <Section title={t('library.focalTitle')}>
          <p className="-mt-3 text-soft">{t('library.focalHint')}</p>
          <FocalPoint
            photo={photo}
            focal={wish.focal ?? photo.focal}
            onChange={(focal) => setChanges({ ...wish, focal })}
          />
          <CropPreviews
            photo={photo}
            uses={uses}
            focal={isMoved || photo.processing ? wish.focal : null}
          />
        </Section>
        {isChanged && before && after && (
          <Section title={t('library.compareTitle')}>
            <Compare
              before={before}
              after={after}
              alt={t('library.after')}
              ratio={photo.width / photo.height}
            />
          </Section>
        )}
      </div>
      <div className="grid content-start gap-10">
        <Section title={t('library.wishTitle')}>
          <WishForm
            photo={photo}
            wish={wish}
            error={make.error}
            busy={make.isPending}
            onChange={setChanges}
            onMake={() => make.mutate(undefined, { onSuccess: () => setChanges(null) })}
            onDiscard={() => setChanges(null)}
          />
        </Section>
        <Section title={t('library.detailsTitle')}>
          <Suspense fallback={<Waiting label={t('common.loading')} className="h-72 w-full" />}>
            <PhotoDetails photo={photo} />
          </Suspense>
        </Section>
      </div>
    </div>
  );
}

/** Names of the platforms that each rendition is for. */
function usePlatformNames(): Readonly<Record<string, readonly string[]>> {
  const { data: channels = NONE } = useQuery(channelsOptions);
  return useMemo(() => {
    const names: Record<string, string[]> = {};
    for (const { image, name } of channels)
      names[image.rendition] = [...(names[image.rendition] ?? []), name];
    return names;
  }, [channels]);
}
