import {
  BookOpen,
  Factory,
  Image,
  MessagesSquare,
  Pin,
  Scissors,
  ShoppingBag,
  ShoppingBasket,
  Store,
  Tags,
} from 'lucide-react';
import type { ComponentType } from 'react';
import { cx } from './cx';

type Dye = 'indigo' | 'madder' | 'turmeric' | 'leaf' | 'iron';

const DYES: Record<Dye, string> = {
  indigo: 'bg-indigo text-on-indigo',
  madder: 'bg-madder text-page',
  turmeric: 'bg-turmeric text-[#2a2019]',
  leaf: 'bg-leaf text-page',
  iron: 'bg-ink text-page',
};

/** Our own signs for the platforms: none of their logos is copied. */
const MARKS: Record<string, { Icon: ComponentType<{ className?: string }>; dye: Dye }> = {
  facebook: { Icon: MessagesSquare, dye: 'indigo' },
  instagram: { Icon: Image, dye: 'madder' },
  etsy: { Icon: Scissors, dye: 'turmeric' },
  pinterest: { Icon: Pin, dye: 'leaf' },
  meesho: { Icon: ShoppingBasket, dye: 'iron' },
  shopify: { Icon: ShoppingBag, dye: 'leaf' },
  woocommerce: { Icon: Store, dye: 'indigo' },
  catalogue: { Icon: BookOpen, dye: 'indigo' },
  snapdeal: { Icon: Tags, dye: 'madder' },
  indiamart: { Icon: Factory, dye: 'turmeric' },
};
const DYE_NAMES = Object.keys(DYES) as Dye[];

/** The same dye for the same platform, whatever it is called. */
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

/** A stamp for a platform; its name is always written or read out beside it. */
export function PlatformMark({ platform, size = 'medium', muted = false }: PlatformMarkProps) {
  const mark = MARKS[platform];
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
