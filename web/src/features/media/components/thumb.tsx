import { useEffect, useRef } from 'react';
import { cx } from '@/components/ui/cx';
import { drawThumb } from '../api/thumb-hash';

/** The placeholder of a picture, drawn from its ThumbHash of 25 bytes. */
export function Thumb({ hash, className }: { hash: string; className?: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const thumb = drawThumb(hash);
    const paper = canvas.current;
    if (!thumb || !paper || typeof ImageData === 'undefined') return;
    paper.width = thumb.width;
    paper.height = thumb.height;
    paper
      .getContext('2d')
      ?.putImageData(new ImageData(thumb.pixels, thumb.width, thumb.height), 0, 0);
  }, [hash]);
  return <canvas ref={canvas} aria-hidden className={cx('bg-well', className)} />;
}
