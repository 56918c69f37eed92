import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import { Picture } from '@/components/ui/picture';
import { cropsOf, objectPosition } from '../../api/cut';
import { renditionUrl } from '../../api/get-photo';
import type { Photo, Point, Rendition } from '../../api/types';

interface CropPreviewsProps {
  photo: Photo;
  platformsByRendition: Readonly<Record<string, readonly string[]>>;
  /** An unsaved focal point, for which crops are simulated. Null shows the renditions. */
  focal: Point | null;
}

/** The crop of the photo for each platform. */
export function CropPreviews({ photo, platformsByRendition, focal }: CropPreviewsProps) {
  const { t } = useTranslation();
  const shape = photo.width && photo.height ? photo.width / photo.height : 1;
  const isLight = ({ name, format }: Rendition) => name === 'w800' && format === 'webp';
  const whole = photo.renditions.find(isLight)?.url ?? renditionUrl(photo, 'web');
  return (
    <ul className="flex flex-wrap items-start gap-4">
      {cropsOf(photo, platformsByRendition).map(({ name, ratio, platforms, rendition }) => (
        <li key={name} className="grid w-24 gap-1 sm:w-28">
          <Picture
            src={focal ? whole : rendition.url}
            alt={t('library.cropOf', { name: nameOf(name) })}
            style={{
              aspectRatio: ratio,
              objectPosition: focal ? objectPosition(focal, shape, ratio) : undefined,
            }}
            className="w-full rounded-cut object-cover"
          />
          <p className="text-fine leading-snug">
            <span className="block font-bold">{nameOf(name)}</span>
            <span className="block text-soft">{platforms.join(', ')}</span>
          </p>
        </li>
      ))}
    </ul>
  );
}

function nameOf(rendition: string): string {
  const key = `photo.rendition.${rendition}`;
  return i18next.exists(key) ? (i18next.t as (key: string) => string)(key) : rendition;
}
