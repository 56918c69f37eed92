import { MessageCircle, Share2, ThumbsUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { PreviewProps } from '../platform';
import { Avatar, Clipped, Shot } from '../preview-parts';

/** Letters that the feed shows before "more". */
const FOLD = 477;

export function Preview({ words, picture, alt, account }: PreviewProps) {
  const { t } = useTranslation();
  return (
    <article>
      <div className="flex items-center gap-3 p-4">
        <Avatar name={account} />
        <p>
          <span className="block font-bold">{account}</span>
          <span className="block text-fine text-soft">{t('preview.now')}</span>
        </p>
      </div>
      <p className="px-4 pb-3">
        <Clipped text={words.text} most={FOLD} lang={words.language} />
      </p>
      <Shot picture={picture} alt={alt} className="aspect-square" />
      <p aria-hidden className="flex justify-around border-line border-t p-3 text-soft">
        <ThumbsUp className="size-5" />
        <MessageCircle className="size-5" />
        <Share2 className="size-5" />
      </p>
    </article>
  );
}
