import { Bookmark, Heart, MessageCircle, Send } from 'lucide-react';
import type { PreviewProps } from '../platform';
import { Avatar, Clipped, Shot } from '../preview-parts';

/** Letters of a caption that the feed shows before "more". */
const FOLD = 125;

export function Preview({ words, picture, alt, account }: PreviewProps) {
  return (
    <article>
      <p className="flex items-center gap-3 p-3 font-bold">
        <Avatar name={account} />
        {account}
      </p>
      <Shot picture={picture} alt={alt} className="aspect-4/5" />
      <p aria-hidden className="flex gap-4 px-4 pt-3">
        <Heart className="size-6" />
        <MessageCircle className="size-6" />
        <Send className="size-6" />
        <Bookmark className="ml-auto size-6" />
      </p>
      <p className="p-4 pt-2">
        <strong className="mr-2">{account}</strong>
        <Clipped text={words.text} most={FOLD} lang={words.language} />
      </p>
    </article>
  );
}
