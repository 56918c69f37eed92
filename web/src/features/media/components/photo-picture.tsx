import { ImageOff } from 'lucide-react';
import { useState } from 'react';
import type { Photo, Rendition } from '@/api/media';
import { cx } from '@/components/ui/cx';
import { isOwn } from '../api/cut';
import { Thumb } from './thumb';

interface PhotoPictureProps {
  photo: Photo;
  alt: string;
  /** As in `sizes` of an image: how wide it is shown. */
  sizes: string;
  fit?: 'cover' | 'contain';
  loading?: 'lazy' | 'eager';
  /** As wide over high as the photo; else the class says. */
  ratio?: boolean;
  className?: string;
}

/** A photo over its own colours, in the smallest file that is sharp enough. */
export function PhotoPicture(props: PhotoPictureProps) {
  const { photo, alt, sizes, fit = 'cover', loading = 'lazy', ratio = false, className } = props;
  const [broken, setBroken] = useState<string | null>(null);
  const own = photo.renditions.filter(isOwn);
  const fallback = smallest(own.filter((one) => one.format === 'webp'));
  const { x, y } = photo.focal;
  const shape = cx(
    'absolute inset-0 size-full',
    fit === 'cover' ? 'object-cover' : 'object-contain',
  );
  return (
    <span
      className={cx('relative block overflow-hidden bg-well', className)}
      style={ratio && photo.width ? { aspectRatio: photo.width / photo.height } : undefined}
    >
      {photo.placeholder && <Thumb hash={photo.placeholder} className={shape} />}
      {fallback && broken !== fallback.url ? (
        <picture>
          {(['avif', 'webp'] as const).map((format) => (
            <source
              key={format}
              type={`image/${format}`}
              srcSet={srcSet(own, format)}
              sizes={sizes}
            />
          ))}
          <img
            src={fallback.url}
            alt={alt}
            width={photo.width || undefined}
            height={photo.height || undefined}
            loading={loading}
            decoding="async"
            style={{ objectPosition: `${x * 100}% ${y * 100}%` }}
            className={shape}
            onError={() => setBroken(fallback.url)}
          />
        </picture>
      ) : (
        <span role="img" aria-label={alt} className="absolute inset-0 grid place-items-center">
          <ImageOff aria-hidden className="size-8 text-soft" />
        </span>
      )}
    </span>
  );
}

function srcSet(own: readonly Rendition[], format: Rendition['format']): string {
  return own
    .filter((one) => one.format === format)
    .map((one) => `${one.url} ${one.width}w`)
    .join(', ');
}

function smallest(own: readonly Rendition[]): Rendition | undefined {
  return own.toSorted((one, other) => one.width - other.width)[0];
}
