import type { Product } from '@/features/catalog/api/types';
import { isBeingWritten } from '@/features/content/api/drafts';
import type { Draft } from '@/features/content/api/types';
import type { Photo } from '@/features/media/api/types';
import { useChosenFieldValues } from './chosen-field-values';
import { useChosenPlaces } from './chosen-places';
import { PlacesSection } from './places-section';
import { PublishBar } from './publish-bar';
import type { Invalid, Sessions } from './sessions';
import { useLosses } from './use-losses';
import { useProductPlaces } from './use-product-places';
import { placeOf } from './use-publish';

interface PublishPartProps {
  product: Product;
  draft: Draft;
  sessions: Sessions;
  cover: Photo | undefined;
  /** What cannot be saved as it is typed. */
  invalid: Invalid;
  onFixText: (platform: string) => void;
}

const NONE: never[] = [];

/** Below the page: where to, and the publish button at the bottom of the screen. */
export function PublishPart(props: PublishPartProps) {
  const { product, draft, sessions, cover, invalid, onFixText } = props;
  const { product_id: productId } = product;
  const chosenPlaces = useChosenPlaces(productId);
  const fieldValues = useChosenFieldValues(productId);
  const found = useProductPlaces({ product, draft }, cover);
  const { places = NONE } = found;
  const ticked = places.filter(
    ({ tickId, tick, reasons }) =>
      chosenPlaces.ids.has(tickId) && tick !== null && reasons.length === 0,
  );
  const disabled = isBeingWritten(draft) || invalid.fields || invalid.variants;
  const wanted = ticked.map((place) => placeOf(place, fieldValues.values[place.id]));
  const losses = useLosses({ product, draft, wanted, disabled });
  return (
    <>
      <div className="mx-auto -mt-8 max-w-6xl px-4 pb-16 sm:px-8">
        <PlacesSection
          {...{ found, product, draft, sessions, disabled, losses }}
          {...{ chosenPlaces, fieldValues, onFixText }}
        />
      </div>
      <PublishBar
        {...{ product, draft, sessions, fieldValues, losses, invalid }}
        places={ticked}
        onPublished={chosenPlaces.clear}
      />
    </>
  );
}
