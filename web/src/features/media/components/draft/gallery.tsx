import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import { Picture } from '@/components/ui/picture';
import { formatBytes, formatNumber } from '@/lib/format';
import { isWholePhoto } from '../../api/cut';
import type { Photo, Rendition } from '../../api/types';
import { PhotoPicture } from '../photo-picture';

interface GalleryProps {
  photo: Photo;
  platformsByRendition: Readonly<Record<string, readonly string[]>>;
  alt: string;
  before: string | undefined;
}

/** The photo, large, and each of its crops with the platforms that use it. */
export function Gallery({ photo, platformsByRendition, alt, before }: GalleryProps) {
  const { t } = useTranslation();
  const full = photo.renditions.find((one) => one.name === 'web') ?? photo.renditions[0];
  const cuts = photo.renditions.filter((one) => !isWholePhoto(one));
  return (
    <div className="grid gap-6">
      <figure className="grid gap-2">
        <PhotoPicture
          photo={photo}
          alt={alt || t('photo.yours')}
          sizes="(min-width: 56rem) 50vw, 100vw"
          fit="contain"
          loading="eager"
          className="max-h-[70dvh] w-full animate-appear rounded-cut"
          ratio
        />
        <figcaption className="text-fine text-soft">
          {t('photo.rendition.web')}
          {full && ` · ${sizeOf(full)}`}
          {full &&
            platformsByRendition[full.name] &&
            ` · ${t('photo.for', { platforms: namesOf(platformsByRendition, full) })}`}
        </figcaption>
      </figure>
      <div className="grid gap-3">
        <h2 className="font-bold">{t('photo.after')}</h2>
        <ul className="grid grid-cols-2 items-end gap-4 sm:grid-cols-4">
          {before && <BeforeItem src={before} name={photo.filename} />}
          {cuts.map((one) => (
            <CutItem
              key={one.name}
              rendition={one}
              platforms={namesOf(platformsByRendition, one)}
            />
          ))}
        </ul>
      </div>
    </div>
  );
}

function BeforeItem({ src, name }: { src: string; name: string }) {
  const { t } = useTranslation();
  return (
    <li>
      <Picture
        src={src}
        alt={t('photo.notShown', { name })}
        className="min-h-32 w-full rounded-cut object-contain"
      />
      <p className="pt-1.5 text-fine">
        <span className="block font-bold">{t('photo.yours')}</span>
        <span className="block text-soft">{t('photo.yoursBefore')}</span>
      </p>
    </li>
  );
}

function CutItem({ rendition, platforms }: { rendition: Rendition; platforms: string }) {
  const { t } = useTranslation();
  const key = `photo.rendition.${rendition.name}`;
  const name = i18next.exists(key) ? (i18next.t as (key: string) => string)(key) : rendition.name;
  return (
    <li className="animate-appear">
      <Picture
        src={rendition.url}
        alt={name}
        width={rendition.width}
        height={rendition.height}
        loading="lazy"
        className="h-auto w-full rounded-cut"
      />
      <p className="pt-1.5 text-fine">
        <span className="block font-bold">{name}</span>
        {platforms && <span className="block">{t('photo.for', { platforms })}</span>}
        <span className="block text-soft tabular-nums">{sizeOf(rendition)}</span>
      </p>
    </li>
  );
}

function namesOf(
  platformsByRendition: GalleryProps['platformsByRendition'],
  { name }: Rendition,
): string {
  return (platformsByRendition[name] ?? []).join(', ');
}

function sizeOf({ width, height, bytes }: Rendition): string {
  return i18next.t('photo.size', {
    width: formatNumber(width),
    height: formatNumber(height),
    bytes: formatBytes(bytes),
  });
}
