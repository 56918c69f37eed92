import type { PreviewProps } from './platform';
import { Avatar, Clipped, Shot } from './preview-parts';

const FOLD = 240;

/** The default preview of a shop page, for selling platforms without a preview of their own. */
export function ShopPreview({ words, picture, alt, account, price }: PreviewProps) {
  return (
    <article>
      <Shot picture={picture} alt={alt} className="aspect-square" />
      <div className="grid gap-2 p-4">
        {words.title && (
          <p lang={words.language} className="font-black text-lead">
            {words.title}
          </p>
        )}
        {price && <p className="font-black text-head">{price}</p>}
        <p>
          <Clipped text={words.text} most={FOLD} lang={words.language} />
        </p>
        <p className="flex items-center gap-3 border-line border-t pt-3 text-soft">
          <Avatar name={account} />
          {account}
        </p>
      </div>
    </article>
  );
}

/** The default preview of a feed post, for platforms that do not sell. */
export function FeedPreview({ words, picture, alt, account }: PreviewProps) {
  return (
    <article>
      <p className="flex items-center gap-3 p-4 font-bold">
        <Avatar name={account} />
        {account}
      </p>
      <Shot picture={picture} alt={alt} className="aspect-square" />
      <div className="grid gap-2 p-4">
        {words.title && (
          <p lang={words.language} className="font-black text-lead">
            {words.title}
          </p>
        )}
        <p>
          <Clipped text={words.text} most={FOLD} lang={words.language} />
        </p>
      </div>
    </article>
  );
}
