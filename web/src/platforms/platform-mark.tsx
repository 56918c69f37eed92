import { cx } from '@/components/ui/cx';
import { byPlatform, type Dye, type Platform } from './platform';

const DYES: Record<Dye, string> = {
  indigo: 'bg-indigo text-on-indigo',
  madder: 'bg-madder text-page',
  turmeric: 'bg-turmeric text-[#2a2019]',
  leaf: 'bg-leaf text-page',
  iron: 'bg-ink text-page',
};

const PLATFORMS = byPlatform(
  import.meta.glob<Platform>('./*/index.tsx', { eager: true, import: 'platform' }),
);
const DYE_NAMES = Object.keys(DYES) as Dye[];

/** A stable colour for a platform without a mark. */
function dyeOf(platform: string): Dye {
  const sum = [...platform].reduce((all, letter) => all + (letter.codePointAt(0) ?? 0), 0);
  return DYE_NAMES[sum % DYE_NAMES.length] ?? 'iron';
}

const SIZES = { small: 'size-6 sm:size-7', medium: 'size-9', large: 'size-14' } as const;

const ICON_SIZES = { small: 'size-4', medium: 'size-5', large: 'size-7' } as const;
const LETTER_SIZES = { small: 'text-fine', medium: 'text-body', large: 'text-head' } as const;

interface PlatformMarkProps {
  platform: string;
  size?: keyof typeof SIZES;
  muted?: boolean;
}

/** The icon of a platform; its name is always beside it as text. */
export function PlatformMark({ platform, size = 'medium', muted = false }: PlatformMarkProps) {
  const mark = PLATFORMS.get(platform)?.mark;
  const look = muted ? 'bg-well text-soft' : DYES[mark?.dye ?? dyeOf(platform)];
  return (
    <span
      aria-hidden
      className={cx('inline-grid shrink-0 place-items-center rounded-stamp', SIZES[size], look)}
    >
      {mark ? (
        <mark.Icon className={ICON_SIZES[size]} />
      ) : (
        <span className={cx('font-black uppercase leading-none', LETTER_SIZES[size])}>
          {platform.slice(0, 1)}
        </span>
      )}
    </span>
  );
}
