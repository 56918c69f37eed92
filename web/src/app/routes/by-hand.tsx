import { useTranslation } from 'react-i18next';
import type { SheetPiece } from '@/api/channels';
import type { Capabilities, Draft, Photo, Post } from '@/api/shapes';
import { Section } from '@/components/ui/section';
import { Assist } from '@/features/channels/components/assist';
import { SheetButton } from '@/features/channels/components/sheet-button';
import { renditionUrl } from '@/features/media/api/get-photo';

interface ByHandProps {
  post: Post;
  channels: readonly Capabilities[];
  draft: Draft;
  photos: readonly (Photo | undefined)[];
}

/** Places where only a person may post: Haat lays everything out. */
export function ByHand({ post, channels, draft, photos }: ByHandProps) {
  const { t } = useTranslation();
  const { price } = draft.facts;
  const open = channels.filter((one) => one.assist !== null);
  const sheets = channels.filter((one) => one.sheet && one.platform in draft.platforms);
  if (open.length + sheets.length === 0 || !price) return null;
  return (
    <Section title={t('assist.section')}>
      {open.map((channel) => {
        const words = draft.platforms[channel.platform];
        const urls = photos
          .map((photo) => renditionUrl(photo, channel.image.rendition, 'square', 'web'))
          .filter((url) => url !== undefined);
        return (
          <Assist
            key={channel.platform}
            channel={channel}
            wish={{
              title: words?.title || draft.copy.title,
              text: words?.text || draft.copy.description,
              price,
              picture_urls: urls.map((url) => new URL(url, location.href).href),
            }}
          />
        );
      })}
      {sheets.map((channel) => (
        <SheetButton
          key={channel.platform}
          channel={channel}
          piece={pieceOf(post, draft, photos, channel)}
        />
      ))}
    </Section>
  );
}

/** The piece as the file of this place has it; without a title it bears the draft's. */
function pieceOf(
  post: Post,
  { copy, facts, platforms }: Draft,
  photos: readonly (Photo | undefined)[],
  { platform, image }: Capabilities,
): SheetPiece {
  const words = platforms[platform];
  const pictures = photos.flatMap(
    (photo) => photo?.renditions.filter(({ name }) => name === image.rendition) ?? [],
  );
  return {
    sku: post.product_id,
    title: words?.title || copy.title,
    text: words?.text || copy.description,
    tags: words?.tags ?? [],
    price: facts.price ?? { amount: '0', currency: 'INR' },
    quantity: facts.quantity ?? 1,
    materials: facts.materials,
    pictures: pictures.map(({ url, ...size }) => ({
      url: new URL(url, location.href).href,
      width: size.width,
      height: size.height,
      bytes: size.bytes,
      format: size.format,
    })),
  };
}
