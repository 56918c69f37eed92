import { useQuery } from '@tanstack/react-query';
import { channelsOptions, connectionsOptions } from '@/features/channels/api/channels';
import type { Piece } from '@/features/channels/components/place-picker/readiness';
import type { Photo } from '@/features/media/api/types';
import { publicationsOptions } from '@/features/publishing/api/publications';
import { type ProductPlace, placesOf } from './places';

interface ProductPlaces {
  /** Undefined until it is known what is connected and where the product is shown. */
  places: ProductPlace[] | undefined;
  error: unknown;
  refetch: () => unknown;
}

/** The places of a product, as they are now. */
export function useProductPlaces(piece: Piece, cover: Photo | undefined): ProductPlaces {
  const channels = useQuery(channelsOptions);
  const connections = useQuery(connectionsOptions);
  const publications = useQuery(publicationsOptions(piece.product.product_id));
  const queries = [channels, connections, publications];
  const missing = queries.filter((one) => one.data === undefined);
  const places =
    channels.data &&
    connections.data &&
    publications.data &&
    placesOf(channels.data, {
      connections: connections.data,
      publications: publications.data,
      piece,
      renditions: new Set(cover?.renditions.map((one) => one.name)),
    });
  return {
    places,
    error: missing.find((one) => one.error)?.error,
    refetch: () => Promise.all(missing.map((one) => one.refetch())),
  };
}
