import { RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { formatDay } from '@/lib/format';
import { restorePhoto, useLibraryMutation } from '../../api/library';
import type { Photo } from '../../api/types';
import { PhotoPicture } from '../photo-picture';

/** Deleted photos, which can be restored for thirty days. */
export function DeletedList({ photos }: { photos: readonly Photo[] }) {
  const { t } = useTranslation();
  const restore = useLibraryMutation(restorePhoto);
  return (
    <div className="grid gap-4">
      <p className="text-soft">{t('library.deletedLead')}</p>
      {restore.error && <Failure error={restore.error} />}
      <ul className="grid grid-cols-2 gap-x-3 gap-y-6 sm:grid-cols-3 sm:gap-x-5 lg:grid-cols-4">
        {photos.map((photo) => (
          <li key={photo.photo_id} className="grid gap-2">
            <PhotoPicture
              photo={photo}
              alt={photo.filename}
              sizes="(min-width: 40rem) 30vw, 46vw"
              className="aspect-square w-full rounded-cut opacity-60"
            />
            <p className="text-fine">
              <span className="block truncate">{photo.filename}</span>
              {photo.deleted_at && (
                <span className="block text-soft">
                  {t('library.deletedOn', { when: formatDay(photo.deleted_at) })}
                </span>
              )}
            </p>
            <Button
              icon={<RotateCcw aria-hidden className="size-5" />}
              busy={restore.isPending && restore.variables === photo.photo_id}
              aria-label={t('library.restoreNamed', { name: photo.filename })}
              onClick={() => restore.mutate(photo.photo_id)}
            >
              {t('library.restore')}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
