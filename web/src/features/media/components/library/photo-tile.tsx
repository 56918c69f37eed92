import { Link } from '@tanstack/react-router';
import { Check, CopyCheck, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '@/components/ui/cx';
import { paths } from '@/config/paths';
import type { Photo } from '../../api/types';
import { PhotoPicture } from '../photo-picture';

interface PhotoTileProps {
  photo: Photo;
  chosen: boolean;
  onChoose: (photoId: string, extend: boolean) => void;
}

const SIZES = '(min-width: 72rem) 17rem, (min-width: 40rem) 30vw, 46vw';

/** One photo of the library: a press opens it, the checkbox in its corner selects it. */
export function PhotoTile({ photo, chosen, onChoose }: PhotoTileProps) {
  const { t } = useTranslation();
  const { photo_id: photoId, filename } = photo;
  return (
    <li className="group relative animate-appear">
      <Link
        to={paths.photo}
        params={{ photoId }}
        data-photo={photoId}
        className={cx(
          'grid gap-1.5 rounded-cut',
          chosen && 'outline-4 outline-indigo outline-offset-3',
        )}
      >
        <PhotoPicture
          photo={photo}
          alt={filename}
          sizes={SIZES}
          className="aspect-square w-full rounded-cut"
        />
        <span className="truncate text-fine text-soft group-hover:text-ink">{filename}</span>
        <Badges photo={photo} />
      </Link>
      <label className="absolute start-0 top-0 grid size-12 cursor-pointer place-items-center">
        <input
          type="checkbox"
          className="peer sr-only"
          checked={chosen}
          aria-label={t('library.choose', { name: filename })}
          onChange={() => undefined}
          onClick={(event) => onChoose(photoId, event.shiftKey)}
        />
        <span
          aria-hidden
          className="grid size-8 place-items-center rounded-stamp border-2 border-page bg-[#2a2019]/45 text-transparent shadow-lift peer-checked:border-page peer-checked:bg-indigo peer-checked:text-on-indigo peer-focus-visible:outline-3 peer-focus-visible:outline-turmeric"
        >
          <Check className="size-6" strokeWidth={3} />
        </span>
      </label>
    </li>
  );
}

function Badges({ photo }: { photo: Photo }) {
  const { t } = useTranslation();
  if (photo.status === 'rejected')
    return (
      <Badge look="bg-madder-wash text-madder" icon={<TriangleAlert className="size-4" />}>
        {t('library.rejected')}
      </Badge>
    );
  if (photo.status === 'uploading' || photo.processing)
    return <Badge look="bg-indigo-wash text-indigo">{t('library.processing')}</Badge>;
  if (!photo.duplicate_of) return null;
  return (
    <Badge look="bg-turmeric-wash text-turmeric-ink" icon={<CopyCheck className="size-4" />}>
      {t('library.duplicate')}
    </Badge>
  );
}

interface BadgeProps {
  look: string;
  icon?: ReactNode;
  children: ReactNode;
}

function Badge({ look, icon, children }: BadgeProps) {
  return (
    <span
      className={cx(
        'absolute end-2 top-2 inline-flex items-center gap-1 rounded-full px-2.5 font-bold text-fine',
        look,
      )}
    >
      {icon && <span aria-hidden>{icon}</span>}
      {children}
    </span>
  );
}
