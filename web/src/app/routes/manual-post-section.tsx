import { useTranslation } from 'react-i18next';
import { Section } from '@/components/ui/section';
import type { Product } from '@/features/catalog/api/types';
import type { Capabilities, StoreProduct } from '@/features/channels/api/types';
import { ExportButton } from '@/features/channels/components/manual-post/export-button';
import { ManualPostButton } from '@/features/channels/components/manual-post/manual-post-button';
import type { Draft } from '@/features/content/api/types';
import { renditionUrl } from '@/features/media/api/get-photo';
import type { Photo } from '@/features/media/api/types';

interface ManualPostSectionProps {
  channels: readonly Capabilities[];
  product: Product;
  draft: Draft;
  photos: readonly (Photo | undefined)[];
}

/** Manual posts and exports, for platforms that accept no posts by API. */
export function ManualPostSection({ channels, product, draft, photos }: ManualPostSectionProps) {
  const { t } = useTranslation();
  const { price } = product;
  const manual = channels.filter((one) => one.manual_post !== null);
  const exportable = channels.filter((one) => one.sheet && one.platform in draft.platforms);
  if (manual.length + exportable.length === 0 || !price) return null;
  return (
    <Section title={t('manualPost.section')}>
      {manual.map((channel) => {
        const words = draft.platforms[channel.platform];
        const urls = photos
          .map((photo) => renditionUrl(photo, channel.image.rendition, 'square', 'web'))
          .filter((url) => url !== undefined);
        return (
          <ManualPostButton
            key={channel.platform}
            channel={channel}
            request={{
              title: words?.title || draft.copy.title,
              text: words?.text || draft.copy.description,
              price,
              picture_urls: urls.map((url) => new URL(url, location.href).href),
            }}
          />
        );
      })}
      {exportable.map((channel) => (
        <ExportButton
          key={channel.platform}
          channel={channel}
          product={storeProductOf(product, draft, photos, channel)}
        />
      ))}
    </Section>
  );
}

/** The product for a platform's export; without a title of its own it takes the draft's. */
function storeProductOf(
  { sku, price, quantity, materials }: Product,
  { copy, platforms }: Draft,
  photos: readonly (Photo | undefined)[],
  { platform, image }: Capabilities,
): StoreProduct {
  const words = platforms[platform];
  const pictures = photos.flatMap(
    (photo) => photo?.renditions.filter(({ name }) => name === image.rendition) ?? [],
  );
  return {
    sku,
    title: words?.title || copy.title,
    text: words?.text || copy.description,
    tags: words?.tags ?? [],
    price: price ?? { amount: '0', currency: 'INR' },
    quantity: quantity ?? 1,
    materials,
    pictures: pictures.map(({ url, ...size }) => ({
      url: new URL(url, location.href).href,
      width: size.width,
      height: size.height,
      bytes: size.bytes,
      format: size.format,
    })),
  };
}
