import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '@/components/ui/cx';
import { PRODUCT_LIMITS } from '@/config/limits';
import { PhotoPicker } from './photo-picker';
import { RejectedFiles } from './rejected-files';
import { useFileDrop } from './use-file-drop';

interface DropZoneProps {
  busy: boolean;
  onPhotos: (files: File[]) => void;
  /** The maximum number of photos per drop. */
  most?: number;
  folders?: boolean;
  children?: ReactNode;
}

/** A zone to drop, paste or choose photos; other files are rejected before the upload. */
export function DropZone(props: DropZoneProps) {
  const { busy, onPhotos, most = PRODUCT_LIMITS.photos, folders = false, children } = props;
  const { t } = useTranslation();
  const { isDraggingOver, rejected, takeFiles, zone } = useFileDrop(
    (photos) => onPhotos(photos.slice(0, most)),
    busy,
  );
  return (
    <div className="grid gap-4">
      <section
        aria-label={t('photo.drop')}
        {...zone}
        className={cx(
          'grid min-h-[58dvh] content-between overflow-hidden rounded-stamp bg-sheet text-center transition-colors',
          isDraggingOver && 'bg-turmeric-wash',
        )}
      >
        <div aria-hidden className="print-border" />
        <div className="grid justify-items-center gap-6 px-6 py-10">
          <p className="text-title">
            <strong className="font-black pointer-coarse:hidden">
              {isDraggingOver ? t('photo.dropNow') : t('photo.drop')}
            </strong>
            <strong className="hidden font-black pointer-coarse:inline">{t('photo.touch')}</strong>
          </p>
          <PhotoPicker
            label={busy ? t('photo.asking') : t('photo.pick')}
            busy={busy}
            folders={folders}
            onFiles={takeFiles}
          />
          {children}
          <p className="text-soft">{t('photo.formats')}</p>
        </div>
        <div aria-hidden className="print-border rotate-180" />
      </section>
      <RejectedFiles rejected={rejected} />
    </div>
  );
}
