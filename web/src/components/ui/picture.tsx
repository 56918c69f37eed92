import { ImageOff } from 'lucide-react';
import { type ComponentProps, useState } from 'react';
import { cx } from './cx';

interface PictureProps extends ComponentProps<'img'> {
  src: string | undefined;
  alt: string;
}

/** An image with a placeholder when it cannot be shown. */
export function Picture({ src, alt, className, ...rest }: PictureProps) {
  const [brokenSrc, setBrokenSrc] = useState<string | null>(null);
  if (!src || brokenSrc === src) {
    return (
      <span
        {...(alt ? { role: 'img', 'aria-label': alt } : { 'aria-hidden': true })}
        className={cx('grid place-items-center bg-well text-soft', className)}
      >
        <ImageOff aria-hidden className="size-8" />
      </span>
    );
  }
  return (
    <img
      {...rest}
      src={src}
      alt={alt}
      decoding="async"
      className={cx('bg-well', className)}
      onError={() => setBrokenSrc(src)}
    />
  );
}
