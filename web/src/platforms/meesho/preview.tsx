import { useTranslation } from 'react-i18next';
import type { PreviewProps } from '../platform';
import { Clipped, Shot } from '../preview-parts';

const FOLD = 200;

export function Preview({ words, picture, alt, account, price }: PreviewProps) {
  const { t } = useTranslation();
  return (
    <article>
      <Shot picture={picture} alt={alt} className="aspect-square" />
      <div className="grid gap-1 p-4">
        <p lang={words.language} className="text-soft">
          {words.title}
        </p>
        {price && <p className="font-black text-head">{price}</p>}
        <p className="w-fit rounded-full bg-well px-3 text-fine">{t('preview.delivery')}</p>
        <p className="pt-2">
          <Clipped text={words.text} most={FOLD} lang={words.language} />
        </p>
        <p className="text-fine text-soft">{account}</p>
      </div>
    </article>
  );
}
