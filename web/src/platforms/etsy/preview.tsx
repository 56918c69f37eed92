import { useTranslation } from 'react-i18next';
import type { PreviewProps } from '../platform';
import { Clipped, Shot } from '../preview-parts';

const FOLD = 260;

export function Preview({ words, picture, alt, account, price }: PreviewProps) {
  const { t } = useTranslation();
  return (
    <article>
      <Shot picture={picture} alt={alt} className="aspect-square" />
      <div className="grid gap-2 p-4">
        {price && <p className="font-black text-head">{price}</p>}
        <p lang={words.language}>{words.title}</p>
        <p className="text-fine text-soft">
          {account} · {t('preview.handmade')}
        </p>
        <p aria-hidden className="rounded-full border-2 border-ink py-2 text-center font-bold">
          {t('preview.buy')}
        </p>
        <p className="border-line border-t pt-3 font-bold">{t('preview.description')}</p>
        <p>
          <Clipped text={words.text} most={FOLD} lang={words.language} />
        </p>
        {words.tags.length > 0 && (
          <p className="flex flex-wrap gap-1.5 pt-1">
            {words.tags.map((tag) => (
              <span key={tag} className="rounded-full bg-well px-3 text-fine">
                {tag}
              </span>
            ))}
          </p>
        )}
      </div>
    </article>
  );
}
