import { ImageOff } from 'lucide-react';
import { useState } from 'react';
import { cx } from '@/components/ui/cx';
import { isWholePhoto } from '../api/cut';
import type { Photo, Rendition } from '../api/types';
import { Thumb } from './thumb';

interface PhotoPictureProps {
  photo: Photo;
  alt: string;
  /** The `sizes` attribute of the image. */
  sizes: string;
  fit?: 'cover' | 'contain';
  loading?: 'lazy' | 'eager';
  /** Whether to use the photo's aspect ratio; else the class sets the size. */
  ratio?: boolean;
  className?: string;
}

/** A responsive image over its ThumbHash placeholder. */
export function PhotoPicture(props: PhotoPictureProps) {
  const { photo, alt, sizes, fit = 'cover', loading = 'lazy', ratio = false, className } = props;
  const [broken, setBroken] = useState<string | null>(null);
  const own = photo.renditions.filter(isWholePhoto);
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
