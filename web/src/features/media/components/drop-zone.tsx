import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '@/components/ui/cx';
import { PHOTOS_MOST } from '@/config/limits';
import { PhotoPicker } from './photo-picker';
import { Strangers } from './strangers';
import { useTaking } from './use-taking';

interface DropZoneProps {
  busy: boolean;
  onPhotos: (files: File[]) => void;
  /** How many are taken at once. */
  most?: number;
  folders?: boolean;
  children?: ReactNode;
}

/** One large place to drop, paste or choose; what is no photo is refused before it travels. */
export function DropZone(props: DropZoneProps) {
  const { busy, onPhotos, most = PHOTOS_MOST, folders = false, children } = props;
  const { t } = useTranslation();
  const { over, strangers, take, zone } = useTaking(
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
            folders={folders}
            onFiles={take}
          />
          {children}
          <p className="text-soft">{t('photo.formats')}</p>
        </div>
        <div aria-hidden className="print-border rotate-180" />
      </section>
      <Strangers strangers={strangers} />
    </div>
  );
}
