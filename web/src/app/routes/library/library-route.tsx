import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '@/components/ui/cx';
import { Failure } from '@/components/ui/failure';
import { Page } from '@/components/ui/page';
import { Waiting } from '@/components/ui/waiting';
import { paths } from '@/config/paths';
import { libraryOptions, type Search, usageOptions } from '@/features/media/api/library';
import { useTransfers } from '@/features/media/api/transfers';
import { useFreshPhotos } from '@/features/media/api/use-fresh-photos';
import { GoneNote } from '@/features/media/components/deletion';
import { Library } from '@/features/media/components/library';
import { LibraryFilters } from '@/features/media/components/library-filters';
import { PhotoPicker } from '@/features/media/components/photo-picker';
import { Strangers } from '@/features/media/components/strangers';
import { useTaking } from '@/features/media/components/use-taking';
import { formatBytes } from '@/lib/format';
import { useStartDraft } from '../start-draft';

const EmptyLibrary = lazy(async () => ({
  default: (await import('./empty-library')).EmptyLibrary,
}));
const ImportForm = lazy(async () => ({
  default: (await import('@/features/media/components/import-form')).ImportForm,
}));
const UploadTray = lazy(async () => ({
  default: (await import('@/features/media/components/upload-tray')).UploadTray,
}));

export function LibraryRoute() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/inside/library' });
  const photos = useInfiniteQuery(libraryOptions(search));
  const usage = useQuery(usageOptions);
  const sending = useTransfers().length > 0;
  useFreshPhotos();
  const isEmpty = usage.data?.photos === 0 && !sending && photos.data?.length === 0;
  if (isEmpty && Object.keys(search).length === 0)
    return (
      <Suspense fallback={<Waiting label={t('common.loading')} className="h-72 w-full" />}>
        <EmptyLibrary />
        <GoneNote />
      </Suspense>
    );
  return (
    <Page
      title={t('library.title')}
      lead={
        usage.data &&
        t('library.usage', { count: usage.data.photos, bytes: formatBytes(usage.data.bytes) })
      }
    >
      <Incoming search={search} sending={sending} />
      <Found search={search} />
      <GoneNote />
    </Page>
  );
}

async function send(files: File[], folder: string): Promise<void> {
  const { addUploads } = await import('@/features/media/api/uploads');
  addUploads(files, folder);
}

/** Where new photos come in, into the folder that is open. */
function Incoming({ search, sending }: { search: Search; sending: boolean }) {
  const { t } = useTranslation();
  const folder = search.folder ?? '';
  const { over, strangers, take, zone } = useTaking((files) => void send(files, folder));
  return (
    <section aria-label={t('library.add')} className="grid gap-4">
      <div
        {...zone}
        className={cx(
          'flex flex-wrap items-center gap-x-4 gap-y-2 rounded-stamp border-line border-dashed transition-colors sm:border-2 sm:p-4',
          over && 'border-indigo bg-turmeric-wash',
        )}
      >
        <PhotoPicker
          look="calm"
          folders
          label={folder ? t('library.addTo', { folder }) : t('library.add')}
          onFiles={take}
        />
        <Suspense>
          <ImportForm folder={folder} />
        </Suspense>
        <p className="text-fine text-soft pointer-coarse:hidden">
          {over ? t('photo.dropNow') : t('library.dropHint')}
        </p>
      </div>
      <Strangers strangers={strangers} />
      <Suspense>{sending && <UploadTray />}</Suspense>
    </section>
  );
}

function Found({ search }: { search: Search }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const start = useStartDraft();
  const photos = useInfiniteQuery(libraryOptions(search));
  const look = (next: Search) => void navigate({ to: paths.library, search: next, replace: true });
  return (
    <div className="grid gap-6">
      <LibraryFilters search={search} onSearch={look} />
      {photos.error && <Failure error={photos.error} onRetry={photos.refetch} />}
      {start.error && <Failure error={start.error} />}
      {photos.isPending && <Waiting label={t('common.loading')} className="h-72 w-full" />}
      {photos.data && (
        <Library
          key={JSON.stringify(search)}
          photos={photos.data}
          deleted={Boolean(search.deleted)}
          more={photos.hasNextPage ? photos.fetchNextPage : null}
          fetching={photos.isFetchingNextPage}
          onPost={(photoIds) => start.mutate({ photoIds })}
        />
      )}
    </div>
  );
}
