import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Picture } from '@/components/ui/picture';
import { formatPercent } from '@/lib/format';

interface CompareProps {
  before: string;
  after: string;
  alt: string;
  ratio: number;
}

/** A before-and-after slider, moved by pointer, touch or arrow keys. */
export function Compare({ before, after, alt, ratio }: CompareProps) {
  const { t } = useTranslation();
  const [share, setShare] = useState(50);
  const label =
    'absolute bottom-3 rounded-full bg-[#16120f]/75 px-3 py-0.5 text-fine text-[#f5eedf]';
  return (
    <figure className="grid gap-2">
      <div
        className="relative mx-auto w-full overflow-hidden rounded-cut bg-well has-focus-visible:outline-3 has-focus-visible:outline-turmeric has-focus-visible:outline-offset-2"
        style={{ aspectRatio: ratio, maxWidth: `calc(70dvh * ${ratio})` }}
      >
        <Picture src={after} alt={alt} className="absolute inset-0 size-full object-contain" />
        <div className="absolute inset-0" style={{ clipPath: `inset(0 ${100 - share}% 0 0)` }}>
          <Picture
            src={before}
            alt={t('library.before')}
            className="absolute inset-0 size-full object-contain"
          />
        </div>
        <div
          aria-hidden
          className="-ms-0.5 absolute inset-y-0 w-1 bg-page shadow-lift"
          style={{ left: `${share}%` }}
        >
          <span className="-translate-x-1/2 -translate-y-1/2 absolute start-1/2 top-1/2 grid size-11 place-items-center rounded-full bg-page font-black text-indigo text-lead shadow-lift">
            ⟷
          </span>
        </div>
        {share > 18 && <span className={`${label} start-3`}>{t('library.before')}</span>}
        {share < 82 && <span className={`${label} end-3`}>{t('library.after')}</span>}
        <input
          type="range"
          min={0}
          max={100}
          value={share}
          aria-label={t('library.compare')}
          aria-valuetext={t('library.compareShows', { share: formatPercent(share / 100) })}
          onChange={(event) => setShare(Number(event.target.value))}
          className="absolute inset-0 size-full cursor-ew-resize appearance-none opacity-0"
        />
      </div>
    </figure>
  );
}
