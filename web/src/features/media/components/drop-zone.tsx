import { type DragEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '@/components/ui/cx';
import { Notice } from '@/components/ui/notice';
import { PHOTO_TYPES, PHOTOS_MOST } from '@/config/limits';
import { typeOf } from '../api/uploads';
import { PhotoPicker } from './photo-picker';

interface DropZoneProps {
  busy: boolean;
  onPhotos: (files: File[]) => void;
}

/** One large place to drop, paste or choose; what is no photo is refused before it travels. */
export function DropZone({ busy, onPhotos }: DropZoneProps) {
  const { t } = useTranslation();
  const [over, setOver] = useState(false);
  const [stranger, setStranger] = useState<string | null>(null);
  const take = (files: File[]) => {
    setOver(false);
    if (busy || files.length === 0) return;
    const photos = files.filter((file) => PHOTO_TYPES.includes(typeOf(file)));
    setStranger(files.find((file) => !photos.includes(file))?.name ?? null);
    if (photos.length > 0) onPhotos(photos.slice(0, PHOTOS_MOST));
  };
  usePaste(take);
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    take([...event.dataTransfer.files]);
  };
  return (
    <div className="grid gap-4">
      <section
        aria-label={t('photo.drop')}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
        className={cx(
          'grid min-h-[58dvh] content-between overflow-hidden rounded-stamp bg-sheet text-center transition-colors',
          over && 'bg-turmeric-wash',
        )}
      >
        <div aria-hidden className="print-border" />
        <div className="grid justify-items-center gap-6 px-6 py-10">
          <p className="text-title">
            <strong className="font-black pointer-coarse:hidden">
              {over ? t('photo.dropNow') : t('photo.drop')}
            </strong>
            <strong className="hidden font-black pointer-coarse:inline">{t('photo.touch')}</strong>
          </p>
          <PhotoPicker
            label={busy ? t('photo.asking') : t('photo.pick')}
            busy={busy}
            onFiles={take}
          />
          <p className="text-soft">{t('photo.formats')}</p>
        </div>
        <div aria-hidden className="print-border rotate-180" />
      </section>
      {stranger && (
        <Notice tone="warning" title={t('photo.notPicture', { name: stranger })}>
          {t('photo.notPictureBody')}
        </Notice>
      )}
    </div>
  );
}

function usePaste(take: (files: File[]) => void): void {
  const latest = useRef(take);
  useEffect(() => {
    latest.current = take;
  });
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) =>
      latest.current([...(event.clipboardData?.files ?? [])]);
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  }, []);
}
