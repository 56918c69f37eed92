import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api';
import { pollInterval } from '@/lib/live';
import type { Press } from '@/lib/press';
import { publishingKeys } from '../keys';
import type { LossPart, Part, Publication } from './types';

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

export interface ListingUpdate {
  id: string;
  /** The parts in which what somebody changed there is written over. */
  overwrite?: Part[];
  /** What she knows is not shown there. */
  accepts?: LossPart[];
}

/** Request an update of a live listing; the response comes before it is done. */
export function updateListing({ id, ...wish }: ListingUpdate): Promise<Publication> {
  const body = Object.keys(wish).length > 0 ? { body: wish } : {};
  return unwrap(api.PATCH(LISTING, { ...publicationPath(id), ...body }));
}

/** Request an update of every live listing of a product that is behind; answers those begun. */
export function updateListings(productId: string, press: Press): Promise<Publication[]> {
  const body = { product_id: productId };
  return press.send(body, (headers) =>
    unwrap(api.POST('/api/v1/publications/update', { body, headers })),
  );
}

/** The parts that an update would bring and that none is bringing now. */
export function partsToUpdate(publication: Publication): readonly Part[] {
  const { status, operation, outdated } = publication;
  const isUpdating = operation?.kind === 'update' && hasPendingOperation(publication);
  return status === 'confirmed' && !isUpdating ? outdated : [];
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
  const update = useMutation({ mutationFn: updateListing, onSettled });
  const unpublish = useMutation({
    mutationFn: (id: string) => unwrap(api.DELETE(LISTING, publicationPath(id))),
    onSettled,
  });
  return { resolve, update, unpublish };
}

export type PublicationActions = ReturnType<typeof usePublicationActions>;
