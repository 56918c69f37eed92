import { Send } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import type { Product } from '@/features/catalog/api/types';
import { isBeingWritten } from '@/features/content/api/drafts';
import type { Draft } from '@/features/content/api/types';
import { PlatformMark } from '@/platforms/platform-mark';
import type { ChosenFieldValues } from './chosen-field-values';
import type { ProductPlace } from './places';
import type { Invalid, Sessions } from './sessions';
import { placeOf, usePublish } from './use-publish';

interface PublishBarProps {
  product: Product;
  draft: Draft;
  sessions: Sessions;
  /** The ticked places that are ready. */
  places: readonly ProductPlace[];
  fieldValues: ChosenFieldValues;
  invalid: Invalid;
  onPublished: () => void;
}

type Blocked = 'writing' | 'title' | 'fields' | 'price' | 'quantity' | 'variants' | 'nothing';

/** Why the product cannot be published yet: the first reason, or null. */
function blockedBy({ product, draft, places, invalid }: PublishBarProps): Blocked | null {
  if (isBeingWritten(draft)) return 'writing';
  if (invalid.fields) return 'fields';
  if (!draft.copy.title.trim()) return 'title';
  if (!product.price) return 'price';
  if (product.quantity === null) return 'quantity';
  if (invalid.variants) return 'variants';
  return places.length === 0 ? 'nothing' : null;
}

/** The publish button at the bottom of the screen, or the reason why it is disabled. */
export function PublishBar(props: PublishBarProps) {
  const { product, sessions, places, fieldValues, onPublished } = props;
  const { t } = useTranslation();
  const { publish, isUnsure } = usePublish(product.product_id, sessions, onPublished);
  const blocked = blockedBy(props);
  const send = () =>
    publish.mutate(places.map((place) => placeOf(place, fieldValues.values[place.id])));
  return (
    <div className="sticky bottom-14 z-10 border-line border-t bg-sheet sm:bottom-0">
      <div className="mx-auto grid max-w-6xl gap-3 px-4 py-3 sm:px-8">
        {publish.error && (
          <Failure
            error={publish.error}
            title={t(isUnsure ? 'publish.unanswered' : 'publish.failed')}
          />
        )}
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
          <p id="publish-blocked" className="flex min-h-7 items-center gap-1.5 text-soft">
            {blocked
              ? t(`publish.blocked.${blocked}`)
              : places.map(({ id, channel }) => (
                  <PlatformMark key={id} platform={channel.platform} size="small" />
                ))}
          </p>
          <Button
            look="main"
            className="w-full sm:w-auto"
            disabled={blocked !== null}
            busy={publish.isPending || publish.isSuccess}
            aria-describedby="publish-blocked"
            icon={<Send aria-hidden className="size-6" />}
            onClick={send}
          >
            {places.length > 0
              ? t('publish.actionTo', { count: places.length })
              : t('publish.action')}
          </Button>
        </div>
      </div>
    </div>
  );
}
