import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure } from '@/components/ui/failure';
import type { Product } from '@/features/catalog/api/types';
import type { Draft } from '@/features/content/api/types';
import { lossesOf } from '@/features/publishing/api/losses';
import { partsToUpdate } from '@/features/publishing/api/publications';
import type { Part, Publication } from '@/features/publishing/api/types';
import { useLossesQuestion } from '@/features/publishing/components/losses/use-losses-question';
import { OutdatedBar } from '@/features/publishing/components/outdated-bar';
import {
  hasUnpublishedReason,
  PublicationStanding,
  UnpublishedReason,
} from '@/features/publishing/components/publication-standing';
import { labelIn, type ProductPlace } from './places';
import type { Sessions } from './sessions';
import { useUpdateListing, useUpdateListings } from './use-publish';

interface Shown {
  places: readonly ProductPlace[];
  product: Product;
  draft: Draft;
  sessions: Sessions;
  /** Nothing can be sent: the words are being written, or what is typed cannot be saved. */
  disabled: boolean;
}

/** How the product stands in each place, and what is to be told of all of them together. */
export function useStandings({ places, product, draft, sessions, disabled }: Shown) {
  const { t } = useTranslation();
  const update = useUpdateListing(sessions);
  const updateAll = useUpdateListings(product.product_id, sessions);
  const question = useLossesQuestion((there) => labelIn(places, there));
  const busy = update.isPending || updateAll.isPending;
  const live = places.flatMap(({ standing, publication }) =>
    publication && standing === 'live' ? [publication] : [],
  );
  const ready = places.filter(({ reasons }) => reasons.length === 0);
  const mayBeBehind = draft.status !== 'approved';
  const isChanged = mayBeBehind || live.some((one) => one.outdated.length > 0);
  const onUpdate = (id: string, overwrite?: Part[]) =>
    question.attempt('update', (accepts, onError) =>
      update.mutate({ id, ...(overwrite && { overwrite }), ...accepts }, { onError }),
    );
  const stays = ({ channel, standing, label }: ProductPlace) => {
    const isFixed = channel.features['edit']?.support === 'not_possible';
    if (standing !== 'live' || !isFixed || !isChanged) return null;
    return t(channel.shows === 'post' ? 'outdated.stays' : 'outdated.byHand', { platform: label });
  };
  const renderStanding = (place: ProductPlace): ReactNode => {
    const { publication, standing, label, reasons } = place;
    if (!publication) return null;
    if (standing === 'free')
      return hasUnpublishedReason(publication) && <UnpublishedReason publication={publication} />;
    return (
      <PublicationStanding
        {...{ publication, busy, disabled }}
        name={label}
        onUpdate={reasons.length > 0 ? null : onUpdate}
        stays={stays(place)}
        nameOfSku={(sku) => nameOfSku(product, sku)}
      />
    );
  };
  const error = [update.error, updateAll.error].find((one) => one && lossesOf(one).length === 0);
  const news = (
    <>
      {error && <Failure error={error} />}
      {updateAll.isSuccess && <NotBegun {...{ places, live }} begun={updateAll.data} />}
      <OutdatedBar
        publications={live.filter((one) => ready.some(({ publication }) => publication === one))}
        {...{ mayBeBehind, busy, disabled }}
        onUpdate={() => updateAll.mutate()}
      />
      {question.dialog}
    </>
  );
  return { renderStanding, news };
}

function nameOfSku({ variants }: Product, sku: string): string {
  const { options = {} } = variants.find((one) => one.sku === sku) ?? {};
  return Object.values(options).join(' / ');
}

interface NotBegunProps {
  places: readonly ProductPlace[];
  live: readonly Publication[];
  begun: readonly Publication[];
}

/** The places that are behind still, because something there is to be decided first. */
function NotBegun({ places, live, begun }: NotBegunProps) {
  const { t } = useTranslation();
  const left = live.filter(
    (one) =>
      partsToUpdate(one).length > 0 &&
      !begun.some(({ publication_id: id }) => id === one.publication_id),
  );
  if (left.length === 0) return null;
  const labels = places
    .filter(({ publication }) => publication && left.includes(publication))
    .map(({ label }) => label);
  return <p role="status">{t('outdated.notBegun', { places: labels.join(', ') })}</p>;
}
