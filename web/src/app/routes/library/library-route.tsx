import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '@/components/ui/cx';
import { Failure } from '@/components/ui/failure';
import { Page } from '@/components/ui/page';
import { Skeleton } from '@/components/ui/skeleton';
import { paths } from '@/config/paths';
import { libraryOptions, type Search, usageOptions } from '@/features/media/api/library';
import { useTransfers } from '@/features/media/api/transfers';
import { useLibraryRefresh } from '@/features/media/api/use-library-refresh';
import { DeletedNote } from '@/features/media/components/deletion/deletion';
import { Library } from '@/features/media/components/library/library';
import { LibraryFilters } from '@/features/media/components/library/library-filters';
import { PhotoPicker } from '@/features/media/components/upload/photo-picker';
import { RejectedFiles } from '@/features/media/components/upload/rejected-files';
import { useFileDrop } from '@/features/media/components/upload/use-file-drop';
import { formatBytes } from '@/lib/format';
import { useStartProduct } from '../start-product';

const EmptyLibrary = lazy(async () => ({
  default: (await import('./empty-library')).EmptyLibrary,
}));
const ImportForm = lazy(async () => ({
  default: (await import('@/features/media/components/upload/import-form')).ImportForm,
}));
const UploadTray = lazy(async () => ({
  default: (await import('@/features/media/components/upload/upload-tray')).UploadTray,
}));

export function LibraryRoute() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/signed-in/library' });
  const photos = useInfiniteQuery(libraryOptions(search));
  const usage = useQuery(usageOptions);
  const sending = useTransfers().length > 0;
  useLibraryRefresh();
  const isEmpty = usage.data?.photos === 0 && !sending && photos.data?.length === 0;
  if (isEmpty && Object.keys(search).length === 0)
    return (
      <Suspense fallback={<Skeleton label={t('common.loading')} className="h-72 w-full" />}>
        <EmptyLibrary />
        <DeletedNote />
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
      <AddPhotos search={search} sending={sending} />
      <SearchResults search={search} />
      <DeletedNote />
    </Page>
  );
}

async function enqueueUploads(files: File[], folder: string): Promise<void> {
  const { addUploads } = await import('@/features/media/api/upload-queue');
  addUploads(files, folder);
}

/** Adds photos to the open folder: by drop, paste, choice or import. */
function AddPhotos({ search, sending }: { search: Search; sending: boolean }) {
  const { t } = useTranslation();
  const folder = search.folder ?? '';
  const { isDraggingOver, rejected, takeFiles, zone } = useFileDrop(
    (files) => void enqueueUploads(files, folder),
  );
  return (
    <section aria-label={t('library.add')} className="grid gap-4">
      <div
        {...zone}
        className={cx(
          'flex flex-wrap items-center gap-x-4 gap-y-2 rounded-stamp border-line border-dashed transition-colors sm:border-2 sm:p-4',
          isDraggingOver && 'border-indigo bg-turmeric-wash',
        )}
      >
        <PhotoPicker
          look="calm"
          folders
          label={folder ? t('library.addTo', { folder }) : t('library.add')}
          onFiles={takeFiles}
        />
        <Suspense>
          <ImportForm folder={folder} />
        </Suspense>
        <p className="text-fine text-soft pointer-coarse:hidden">
          {isDraggingOver ? t('photo.dropNow') : t('library.dropHint')}
        </p>
      </div>
      <RejectedFiles rejected={rejected} />
      <Suspense>{sending && <UploadTray />}</Suspense>
    </section>
  );
}

function SearchResults({ search }: { search: Search }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const start = useStartProduct();
  const photos = useInfiniteQuery(libraryOptions(search));
  const setSearch = (next: Search) =>
    void navigate({ to: paths.library, search: next, replace: true });
  return (
    <div className="grid gap-6">
      <LibraryFilters search={search} onSearch={setSearch} />
      {photos.error && <Failure error={photos.error} onRetry={photos.refetch} />}
      {start.error && <Failure error={start.error} />}
      {photos.isPending && <Skeleton label={t('common.loading')} className="h-72 w-full" />}
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
