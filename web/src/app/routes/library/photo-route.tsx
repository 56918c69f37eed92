import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, buttonClass } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { Notice } from '@/components/ui/notice';
import { Page } from '@/components/ui/page';
import { Section } from '@/components/ui/section';
import { Skeleton } from '@/components/ui/skeleton';
import { paths } from '@/config/paths';
import { channelsOptions } from '@/features/channels/api/channels';
import { originalRenditionUrl } from '@/features/media/api/cut';
import { renditionUrl, usePhoto } from '@/features/media/api/get-photo';
import { processPhoto, useLibraryMutation } from '@/features/media/api/library';
import type { Photo } from '@/features/media/api/types';
import { useDeletion } from '@/features/media/components/deletion/deletion';
import { Compare } from '@/features/media/components/photo/compare';
import { CropPreviews } from '@/features/media/components/photo/crop-previews';
import { FocalPoint } from '@/features/media/components/photo/focal-point';
import {
  isSameOptions,
  ProcessingForm,
  processingOptions,
} from '@/features/media/components/photo/processing-form';
import { refusalText } from '@/features/media/components/refusal-text';
import { useStartProduct } from '../start-product';

const PhotoDetails = lazy(async () => ({
  default: (await import('@/features/media/components/photo/photo-details')).PhotoDetails,
}));

const NONE: never[] = [];

export function PhotoRoute() {
  const { t } = useTranslation();
  const { photoId } = useParams({ from: '/signed-in/library/$photoId' });
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
      {!photo && !error && <Skeleton label={t('common.loading')} className="aspect-4/3 w-full" />}
      {photo?.status === 'ready' && <Editor key={photo.photo_id} photo={photo} />}
      {photo && photo.status !== 'ready' && <NotReady photo={photo} />}
    </Page>
  );
}

function Actions({ photo }: { photo: Photo }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const start = useStartProduct();
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
  const again = useLibraryMutation(() => processPhoto(photo.photo_id, processingOptions(photo)));
  if (photo.status === 'uploading')
    return (
      <p role="status" className="animate-breathe font-bold text-lead">
        {t('photo.preparing')}
      </p>
    );
  const reason = photo.reason && refusalText(photo.reason);
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

/** The processing options of the photo beside their result. */
function Editor({ photo }: { photo: Photo }) {
  const { t } = useTranslation();
  const [changes, setChanges] = useState<ReturnType<typeof processingOptions> | null>(null);
  const options = changes ?? processingOptions(photo);
  const reprocess = useLibraryMutation(() => processPhoto(photo.photo_id, options));
  const platformsByRendition = usePlatformNames();
  const saved = processingOptions(photo);
  const isMoved = options.focal && !isSameOptions({ ...saved, focal: options.focal }, saved);
  const before = originalRenditionUrl(photo);
  const after = renditionUrl(photo, 'web');
  const isChanged = photo.light || photo.background === 'white';
  return (
    <div className="grid gap-12 md:grid-cols-[minmax(0,7fr)_minmax(0,5fr)] md:gap-14">
      <div className="grid content-start gap-10">
        <Section title={t('library.focalTitle')}>
          <p className="-mt-3 text-soft">{t('library.focalHint')}</p>
          <FocalPoint
            photo={photo}
            focal={options.focal ?? photo.focal}
            onChange={(focal) => setChanges({ ...options, focal })}
          />
          <CropPreviews
            photo={photo}
            platformsByRendition={platformsByRendition}
            focal={isMoved || photo.processing ? options.focal : null}
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
        <Section title={t('library.processingTitle')}>
          <ProcessingForm
            photo={photo}
            options={options}
            error={reprocess.error}
            busy={reprocess.isPending}
            onChange={setChanges}
            onProcess={() => reprocess.mutate(undefined, { onSuccess: () => setChanges(null) })}
            onDiscard={() => setChanges(null)}
          />
        </Section>
        <Section title={t('library.detailsTitle')}>
          <Suspense fallback={<Skeleton label={t('common.loading')} className="h-72 w-full" />}>
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
