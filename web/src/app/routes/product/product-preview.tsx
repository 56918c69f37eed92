import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Product } from '@/features/catalog/api/types';
import { connectionsOptions, primaryConnection } from '@/features/channels/api/channels';
import type { Capabilities } from '@/features/channels/api/types';
import type { Draft } from '@/features/content/api/types';
import { renditionUrl } from '@/features/media/api/get-photo';
import type { Photo } from '@/features/media/api/types';
import { formatMoney } from '@/lib/format';
import { Preview } from '@/platforms/preview';

interface ProductPreviewProps {
  channel: Capabilities;
  product: Product;
  draft: Draft;
  photo: Photo | undefined;
}

export function ProductPreview({ channel, product, draft, photo }: ProductPreviewProps) {
  const { t } = useTranslation();
  const { data: connections } = useQuery(connectionsOptions);
  const connection = primaryConnection(connections, channel.platform);
  return (
    <Preview
      channel={channel}
      words={draft.platforms[channel.platform]}
      picture={renditionUrl(photo, channel.image.rendition, 'square', 'web')}
      alt={draft.copy.alt_text}
      account={connection?.account.name ?? t('preview.page')}
      price={product.price ? formatMoney(product.price) : null}
    />
  );
}
