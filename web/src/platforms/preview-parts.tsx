import { useTranslation } from 'react-i18next';
import { cx } from '@/components/ui/cx';
import { Picture } from '@/components/ui/picture';
import { countText, firstLetters } from '@/lib/count-text';

interface ShotProps {
  picture: string | undefined;
  alt: string;
  className: string;
}

export function Shot({ picture, alt, className }: ShotProps) {
  const { t } = useTranslation();
  return (
    <Picture
      src={picture}
      alt={picture ? alt : t('preview.noPicture')}
      className={cx('w-full object-cover', className)}
    />
  );
}

interface ClippedProps {
  text: string;
  most: number;
  lang: string;
}

/** The part of a text that shows before "more". */
export function Clipped({ text, most, lang }: ClippedProps) {
  const { t } = useTranslation();
  const long = countText(text).letters > most;
  return (
    <span lang={lang} className="whitespace-pre-line">
      {long ? `${firstLetters(text, most).trimEnd()}… ` : text}
      {long && <span className="text-soft">{t('preview.more')}</span>}
    </span>
  );
}

export function Avatar({ name }: { name: string }) {
  return (
    <span
      aria-hidden
      className="grid size-10 shrink-0 place-items-center rounded-full bg-turmeric-wash font-bold text-turmeric-ink"
    >
      {firstLetters(name.trim(), 1).toUpperCase()}
    </span>
  );
}
