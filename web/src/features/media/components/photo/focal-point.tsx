import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { formatPercent } from '@/lib/format';
import type { Photo, Point } from '../../api/types';
import { PhotoPicture } from '../photo-picture';

interface FocalPointProps {
  photo: Photo;
  focal: Point;
  onChange: (focal: Point) => void;
}

const STEP = 0.01;
const STRIDE = 0.1;
const MOVES: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

const clamp = (value: number) => Math.min(1, Math.max(0, value));

/** The editor of the focal point, which every crop keeps in view: click, drag or arrow keys. */
export function FocalPoint({ photo, focal, onChange }: FocalPointProps) {
  const { t } = useTranslation();
  const frame = useRef<HTMLDivElement>(null);
  const ratio = photo.width && photo.height ? photo.width / photo.height : 1;
  const pointTo = (event: PointerEvent) => {
    const box = frame.current?.getBoundingClientRect();
    if (!box?.width || !box.height) return;
    onChange({
      x: clamp((event.clientX - box.left) / box.width),
      y: clamp((event.clientY - box.top) / box.height),
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const move = MOVES[event.key];
    if (!move) return;
    event.preventDefault();
    const step = event.shiftKey ? STRIDE : STEP;
    onChange({ x: clamp(focal.x + move.x * step), y: clamp(focal.y + move.y * step) });
  };
  const valueText = t('library.focalAt', { x: formatPercent(focal.x), y: formatPercent(focal.y) });
  return (
    <div
      ref={frame}
      className="relative mx-auto w-full cursor-crosshair touch-none select-none overflow-hidden rounded-cut"
      style={{ aspectRatio: ratio, maxWidth: `calc(70dvh * ${ratio})` }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture?.(event.pointerId);
        pointTo(event);
      }}
      onPointerMove={(event) => event.buttons > 0 && pointTo(event)}
    >
      <PhotoPicture
        photo={photo}
        alt={photo.filename}
        sizes="(min-width: 56rem) 55vw, 100vw"
        fit="contain"
        loading="eager"
        className="pointer-events-none size-full"
      />
      <div
        role="slider"
        tabIndex={0}
        aria-label={t('library.focal')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(focal.x * 100)}
        aria-valuetext={valueText}
        aria-orientation="horizontal"
        aria-roledescription={t('library.focalRole')}
        onKeyDown={onKeyDown}
        className="-translate-x-1/2 -translate-y-1/2 absolute grid size-14 place-items-center rounded-full border-4 border-[#fbf7ed] bg-[#2b3a86]/35 shadow-lift outline-2 outline-[#16120f]/70 focus-visible:outline-4 focus-visible:outline-turmeric"
        style={{ left: `${focal.x * 100}%`, top: `${focal.y * 100}%` }}
      >
        <span
          aria-hidden
          className="size-2.5 rounded-full bg-[#fbf7ed] outline-2 outline-[#16120f]/70"
        />
      </div>
    </div>
  );
}
