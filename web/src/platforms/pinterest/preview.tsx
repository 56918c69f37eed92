import { useTranslation } from 'react-i18next';
import type { PreviewProps } from '../platform';
import { Avatar, Clipped, Shot } from '../preview-parts';

const FOLD = 160;

export function Preview({ words, picture, alt, account }: PreviewProps) {
  const { t } = useTranslation();
  return (
    <article className="p-3">
      <div className="relative">
        <Shot picture={picture} alt={alt} className="aspect-2/3 rounded-stamp" />
        <span
          aria-hidden
          className="absolute top-3 right-3 rounded-full bg-ink px-4 py-1.5 font-bold text-page"
        >
          {t('preview.save')}
        </span>
      </div>
      <div className="grid gap-2 p-2 pt-3">
        {words.title && (
          <p lang={words.language} className="font-black text-lead">
            {words.title}
          </p>
        )}
        <p>
          <Clipped text={words.text} most={FOLD} lang={words.language} />
        </p>
        <p className="flex items-center gap-3">
          <Avatar name={account} />
          {account}
        </p>
      </div>
    </article>
  );
}
