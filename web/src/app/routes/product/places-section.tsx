import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Button, buttonClass } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { Section } from '@/components/ui/section';
import { Skeleton } from '@/components/ui/skeleton';
import { paths } from '@/config/paths';
import type { Product } from '@/features/catalog/api/types';
import { FieldOptionForm } from '@/features/channels/components/field-options/field-option-form';
import { PlacePicker } from '@/features/channels/components/place-picker/place-picker';
import type { Remedy } from '@/features/channels/components/place-picker/readiness';
import type { Draft } from '@/features/content/api/types';
import { lossesIn, type PlaceLosses } from '@/features/publishing/api/losses';
import { LossesThere } from '@/features/publishing/components/losses/losses-there';
import { rememberProduct } from '../return-to-product';
import type { ChosenFieldValues } from './chosen-field-values';
import type { ChosenPlaces } from './chosen-places';
import type { ProductPlace } from './places';
import type { Sessions } from './sessions';
import type { useProductPlaces } from './use-product-places';
import { useStandings } from './use-standings';

interface PlacesSectionProps {
  found: ReturnType<typeof useProductPlaces>;
  product: Product;
  draft: Draft;
  sessions: Sessions;
  /** Nothing can be sent: the words are being written, or what is typed cannot be saved. */
  disabled: boolean;
  chosenPlaces: ChosenPlaces;
  fieldValues: ChosenFieldValues;
  /** What the ticked places will not show, as far as it is known. */
  losses: readonly PlaceLosses[];
  onFixText: (platform: string) => void;
}

/** Where to: the accounts to tick, and how the product stands where it was sent before. */
export function PlacesSection(props: PlacesSectionProps) {
  const { t } = useTranslation();
  const { places, error, refetch } = props.found;
  return (
    <Section title={t('place.title')} number="3">
      <p className="-mt-3 text-soft">{t('place.lead')}</p>
      {error ? <Failure error={error} onRetry={refetch} /> : null}
      {places && <Places {...props} places={places} />}
      {!places && !error && <LoadingPlaces />}
    </Section>
  );
}

function LoadingPlaces() {
  const { t } = useTranslation();
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Skeleton label={t('place.looking')} className="h-20" />
      {[2, 3, 4].map((number) => (
        <Skeleton key={number} label="" className="h-20" />
      ))}
    </div>
  );
}

function Places(props: PlacesSectionProps & { places: readonly ProductPlace[] }) {
  const { places, product, disabled, chosenPlaces, fieldValues, losses } = props;
  const craft = product.craft ?? '';
  const { renderStanding, news } = useStandings(props);
  return (
    <>
      {news}
      <PlacePicker
        places={places.map((place) => ({ ...place, standing: renderStanding(place) }))}
        chosen={chosenPlaces.ids}
        onToggle={({ tickId, tick }, on) => chosenPlaces.toggle(tickId, on, tick === 'publish')}
        renderFields={({ id, channel, account, label, connectionId }) =>
          connectionId && (
            <>
              <FieldOptionForm
                {...{ channel, connectionId, label, craft }}
                chosen={fieldValues.values[id] ?? {}}
                onPick={(name, value) => {
                  const children = channel.listing_fields.filter((one) => one.parent === name);
                  const names = children.map((one) => one.name);
                  fieldValues.choose(id, name, value, names);
                }}
              />
              {!disabled && (
                <LossesThere losses={lossesIn(losses, channel.platform, account?.id)} />
              )}
            </>
          )
        }
        renderRemedy={(remedy, { channel: { platform }, label }) => (
          <RemedyLink {...props} {...{ remedy, platform, label }} />
        )}
      />
    </>
  );
}

interface RemedyLinkProps extends Pick<PlacesSectionProps, 'product' | 'onFixText'> {
  remedy: Exclude<Remedy, null>;
  platform: string;
  /** The name of the place. */
  label: string;
}

/** A link or a button to where a reason can be resolved. */
function RemedyLink(props: RemedyLinkProps) {
  const { remedy, platform, label, product, onFixText } = props;
  const { t } = useTranslation();
  const look = buttonClass('plain', '-ml-3');
  if (remedy === 'connection')
    return (
      <Link
        to={paths.connections}
        hash={platform}
        onClick={() => rememberProduct(product.product_id)}
        aria-label={`${t('place.fixConnection')}: ${label}`}
        className={look}
      >
        {t('place.fixConnection')}
      </Link>
    );
  if (remedy === 'settings')
    return (
      <Link
        to={paths.platform}
        params={{ platform }}
        aria-label={`${t('place.fixSettings')}: ${label}`}
        className={look}
      >
        {t('place.fixSettings')}
      </Link>
    );
  const isFacts = remedy === 'facts';
  const text = t(isFacts ? 'place.fixFacts' : 'place.fixText');
  return (
    <Button
      look="plain"
      className="-ml-3"
      aria-label={`${text}: ${label}`}
      onClick={() => (isFacts ? goToFacts() : goToText(platform, onFixText))}
    >
      {text}
    </Button>
  );
}

function goToFacts(): void {
  const facts = document.getElementById('facts');
  facts?.scrollIntoView({ behavior: 'smooth' });
  facts?.querySelector('input')?.focus({ preventScroll: true });
}

function goToText(platform: string, onFixText: (platform: string) => void): void {
  onFixText(platform);
  document.querySelector('[role=tablist]')?.scrollIntoView({ behavior: 'smooth', block: 'center' });
}
