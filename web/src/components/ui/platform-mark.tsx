import { Image, MessagesSquare, Pin, Scissors, ShoppingBasket, Store } from 'lucide-react';
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
};

const SIZES = { small: 'size-6 sm:size-7', medium: 'size-9', large: 'size-14' } as const;

interface PlatformMarkProps {
  platform: string;
  size?: keyof typeof SIZES;
  muted?: boolean;
}

/** A stamp for a platform; its name is always written or read out beside it. */
export function PlatformMark({ platform, size = 'medium', muted = false }: PlatformMarkProps) {
  const { Icon, dye } = MARKS[platform] ?? { Icon: Store, dye: 'iron' as const };
  const look = muted ? 'bg-well text-soft' : DYES[dye];
  return (
    <span
      aria-hidden
      className={cx('inline-grid shrink-0 place-items-center rounded-stamp', SIZES[size], look)}
    >
      <Icon className={size === 'large' ? 'size-7' : size === 'medium' ? 'size-5' : 'size-4'} />
    </span>
  );
}
