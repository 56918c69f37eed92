import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api';
import { pollInterval } from '@/lib/live';
import { publishingKeys } from '../keys';
import type { ListingOperation, Publication } from './types';

const publicationPath = (publicationId: string) => ({
  params: { path: { publication_id: publicationId } },
});

/** Whether it is being published, or looked for. */
export function isInFlight({ status, needs_review }: Publication): boolean {
  return ['planned', 'claimed', 'sent'].includes(status) || (status === 'unknown' && !needs_review);
}

/** Whether an operation on the listing is running; one of unknown outcome is repeated. */
export function hasPendingOperation({ operation }: Publication): boolean {
  return operation ? ['planned', 'sent', 'unknown'].includes(operation.status) : false;
}

/** Whether it changes without the person. */
export function isPending(publication: Publication): boolean {
  return isInFlight(publication) || hasPendingOperation(publication);
}

/** Where a product is or was shown. */
export function publicationsOptions(productId: string) {
  return queryOptions({
    queryKey: publishingKeys.publications(productId),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/publications', { params: { query: { product_id: productId } }, signal }),
      ),
    select: ({ items }) => items,
    refetchInterval: ({ state }) => (state.data?.items.some(isPending) ? pollInterval() : false),
  });
}

const LISTING = '/api/v1/publications/{publication_id}/listing';

/** Request an update or the removal of a live listing; the response comes before it is done. */
export function requestOperation(
  publicationId: string,
  kind: ListingOperation['kind'],
): Promise<Publication> {
  const path = publicationPath(publicationId);
  return unwrap(kind === 'update' ? api.PATCH(LISTING, path) : api.DELETE(LISTING, path));
}

/** What can be done with a publication; each is read anew after it, wherever it is shown. */
export function usePublicationActions() {
  const client = useQueryClient();
  const onSettled = () => client.invalidateQueries({ queryKey: ['publishing'] });
  const resolve = useMutation({
    mutationFn: ({ id, isThere }: { id: string; isThere: boolean }) =>
      unwrap(
        api.POST('/api/v1/publications/{publication_id}/resolve', {
          ...publicationPath(id),
          body: { outcome: isThere ? 'published' : 'not_published' },
        }),
      ),
    onSettled,
  });
  const operate = useMutation({
    mutationFn: ({ id, kind }: { id: string; kind: ListingOperation['kind'] }) =>
      requestOperation(id, kind),
    onSettled,
  });
  return { resolve, operate };
}

export type PublicationActions = ReturnType<typeof usePublicationActions>;
