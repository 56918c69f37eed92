import { useMutation, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Failure } from '@/components/ui/failure';
import { withPhotoReplaced } from '@/features/catalog/api/product-changes';
import type { ProductSession } from '@/features/catalog/api/product-session';
import type { Product } from '@/features/catalog/api/types';
import { channelsOptions } from '@/features/channels/api/channels';
import { BackdropButton } from '@/features/content/components/backdrop/backdrop-button';
import { PhotoPanel } from '@/features/media/components/draft/photo-panel';
import { beginUploads } from '../start-product';

interface ProductPhotosProps {
  product: Product;
  session: ProductSession;
  alt: string;
}

const NONE: never[] = [];

/** The photos of a product with their renditions, in the order shown; each can be replaced. */
export function ProductPhotos({ product, session, alt }: ProductPhotosProps) {
  const { data: channels = NONE } = useQuery(channelsOptions);
  const photoIds = product.photo_ids;
  const replace = useMutation({
    mutationFn: async ({ photoId, files }: { photoId: string; files: readonly File[] }) => {
      const fresh = await beginUploads(files);
      const { photo_ids: present } = session.present() ?? product;
      session.change({ photo_ids: withPhotoReplaced(present, photoId, fresh) });
      await session.flush();
    },
  });
  const platformsByRendition = useMemo(() => {
    const names: Record<string, string[]> = {};
    for (const { image, name } of channels)
      names[image.rendition] = [...(names[image.rendition] ?? []), name];
    return names;
  }, [channels]);
  const names = Object.fromEntries(channels.map(({ platform, name }) => [platform, name]));
  return (
    <div className="grid content-start gap-8 md:sticky md:top-32 md:self-start">
      {replace.error && <Failure error={replace.error} />}
      {photoIds.map((photoId) => (
        <PhotoPanel
          key={photoId}
          photoId={photoId}
          platformsByRendition={platformsByRendition}
          alt={alt}
          onReplace={(files) => replace.mutate({ photoId, files })}
        />
      ))}
      <BackdropButton photoId={photoIds[0] ?? null} names={names} />
    </div>
  );
}
