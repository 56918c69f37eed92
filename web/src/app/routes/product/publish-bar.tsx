import { Send } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import type { Product } from '@/features/catalog/api/types';
import { isBeingWritten } from '@/features/content/api/drafts';
import type { Draft } from '@/features/content/api/types';
import { lossesIn, lossesOf, lostParts, type PlaceLosses } from '@/features/publishing/api/losses';
import { useLossesQuestion } from '@/features/publishing/components/losses/use-losses-question';
import { PlatformMark } from '@/platforms/platform-mark';
import type { ChosenFieldValues } from './chosen-field-values';
import { labelIn, type ProductPlace } from './places';
import type { Invalid, Sessions } from './sessions';
import { placeOf, usePublish } from './use-publish';

interface PublishBarProps {
  product: Product;
  draft: Draft;
  sessions: Sessions;
  /** The ticked places that are ready. */
  places: readonly ProductPlace[];
  fieldValues: ChosenFieldValues;
  /** What the places will not show, as far as it is known. */
  losses: readonly PlaceLosses[];
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
  const { product, sessions, places, fieldValues, losses, onPublished } = props;
  const { t } = useTranslation();
  const { publish, isUnsure } = usePublish(product.product_id, sessions, onPublished);
  const blocked = blockedBy(props);
  const question = useLossesQuestion((there) => labelIn(places, there));
  /** What she was told in this visit and wants to send all the same. */
  const accepted = useRef<readonly PlaceLosses[]>([]);
  const ask = (told: readonly PlaceLosses[]) =>
    question.ask({
      doing: 'publish',
      places: told,
      onAccept: () => {
        accepted.current = [...accepted.current, ...told];
        send();
      },
    });
  const send = () => {
    const wanted = places.map((place) => {
      const accepts = lostParts(accepted.current, place.channel.platform, place.account?.id);
      return placeOf(place, fieldValues.values[place.id], accepts);
    });
    publish.mutate(wanted, {
      onError: (error) => {
        const refused = lossesOf(error);
        if (refused.length > 0) ask(refused);
      },
    });
  };
  const press = () => {
    accepted.current = [];
    const told = places
      .map(({ channel: { platform }, account }) => ({
        platform,
        accountId: account?.id ?? null,
        losses: lossesIn(losses, platform, account?.id),
      }))
      .filter((one) => one.losses.length > 0);
    if (told.length > 0) ask(told);
    else send();
  };
  const isAsked = lossesOf(publish.error).length > 0;
  return (
    <div className="sticky bottom-14 z-10 border-line border-t bg-sheet sm:bottom-0">
      {question.dialog}
      <div className="mx-auto grid max-w-6xl gap-3 px-4 py-3 sm:px-8">
        {publish.error && !isAsked && (
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
            onClick={press}
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
