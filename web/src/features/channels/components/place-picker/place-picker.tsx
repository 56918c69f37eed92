import { Check } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '@/components/ui/cx';
import { PlatformMark } from '@/platforms/platform-mark';
import type { Account, Capabilities } from '../../api/types';
import { type Reason, type Remedy, remedyOf } from './readiness';

/** An account of a platform, in which a product can be shown. */
export interface Place {
  /** The same for the same account. */
  id: string;
  channel: Capabilities;
  /** Its name: the platform, and which of its accounts if it has several. */
  label: string;
  /** Null where no account is connected. */
  account: Account | null;
  /** Why the product cannot be sent there. */
  reasons: readonly Reason[];
  /** What a tick means: none where the product is shown or on its way. */
  tick: 'publish' | 'again' | null;
  /** Names the tick: one that was made to publish is none to post again. */
  tickId: string;
  /** How the product stands there, in words, with what can be done; null where it is not shown. */
  standing: ReactNode;
}

interface PlacePickerProps<One extends Place> {
  places: readonly One[];
  chosen: ReadonlySet<string>;
  onToggle: (place: One, on: boolean) => void;
  renderRemedy: (remedy: Exclude<Remedy, null>, place: One) => ReactNode;
  /** The listing fields of a ticked place. */
  renderFields: (place: One) => ReactNode;
}

/** The accounts with a tick each; one that is not ready shows the reasons and a remedy instead. */
export function PlacePicker<One extends Place>(props: PlacePickerProps<One>) {
  const { places, chosen, onToggle, renderRemedy, renderFields } = props;
  return (
    <ul className="grid gap-3 sm:grid-cols-2">
      {places.map((place) => {
        const [reason] = place.reasons;
        const remedy = reason ? remedyOf(reason) : null;
        const ticked = chosen.has(place.tickId) && place.tick !== null && !reason;
        return (
          <PlaceOption
            key={place.id}
            place={place}
            ticked={ticked}
            onToggle={(on) => onToggle(place, on)}
            remedy={remedy && renderRemedy(remedy, place)}
            fields={ticked && renderFields(place)}
          />
        );
      })}
    </ul>
  );
}

interface PlaceOptionProps {
  place: Place;
  ticked: boolean;
  onToggle: (on: boolean) => void;
  remedy: ReactNode;
  fields: ReactNode;
}

function PlaceOption({ place, ticked, onToggle, remedy, fields }: PlaceOptionProps) {
  const { t } = useTranslation();
  const id = useId();
  const { tick, standing, reasons } = place;
  const isReady = reasons.length === 0;
  const isAgain = tick === 'again' && isReady;
  const box = <Tick {...{ id, ticked, onToggle }} disabled={!isReady} />;
  return (
    <li
      data-place={place.id}
      className={cx(
        'flex min-h-20 flex-wrap content-start items-center gap-x-4 gap-y-1 rounded-stamp border-2 px-4 py-3',
        ticked ? 'border-indigo bg-indigo-wash' : 'border-line bg-sheet',
      )}
    >
      {tick === 'publish' ? (
        <label
          htmlFor={`${id}-tick`}
          className={cx('flex min-h-11 flex-1 items-center gap-4', isReady && 'cursor-pointer')}
        >
          {box}
          <PlaceName place={place} />
        </label>
      ) : (
        <span className="flex min-h-11 flex-1 items-center gap-4">
          <PlaceName place={place} />
        </span>
      )}
      {standing && (
        <div id={isAgain ? `${id}-state` : undefined} className="basis-full">
          {standing}
        </div>
      )}
      {(!isReady || tick === 'publish') && <State id={`${id}-state`} reasons={reasons} />}
      {remedy}
      {isAgain && (
        <label
          htmlFor={`${id}-tick`}
          className="-mb-1 flex min-h-11 basis-full cursor-pointer items-center gap-4 border-line border-t pt-1"
        >
          {box}
          <span>
            <span className="font-bold">{t('place.again')}</span>
            <span className="sr-only">: {place.label}</span>
          </span>
        </label>
      )}
      {fields}
    </li>
  );
}

/** The platform, and the account below it. */
function PlaceName({ place: { channel, account, reasons, standing } }: { place: Place }) {
  return (
    <>
      <PlatformMark platform={channel.platform} muted={reasons.length > 0 && !standing} />
      <span className="min-w-0">
        <span className="block font-bold text-lead leading-tight">{channel.name}</span>
        {account && <span className="block text-fine text-soft">{account.name}</span>}
      </span>
    </>
  );
}

function State({ id, reasons }: { id: string; reasons: readonly Reason[] }) {
  const { t } = useTranslation();
  const isReady = reasons.length === 0;
  return (
    <span id={id} className={cx('text-fine', isReady ? 'text-leaf' : 'basis-full text-madder')}>
      {isReady ? t('place.ready') : reasons.map((reason) => t(`place.reason.${reason}`)).join(' ')}
    </span>
  );
}

interface TickProps {
  id: string;
  ticked: boolean;
  disabled: boolean;
  onToggle: (on: boolean) => void;
}

function Tick({ id, ticked, disabled, onToggle }: TickProps) {
  return (
    <span className="relative grid size-7 shrink-0 place-items-center">
      <input
        id={`${id}-tick`}
        type="checkbox"
        checked={ticked}
        disabled={disabled}
        onChange={(event) => onToggle(event.target.checked)}
        aria-describedby={`${id}-state`}
        className="peer absolute inset-0 appearance-none rounded-cut border-2 border-edge bg-field checked:border-indigo checked:bg-indigo disabled:border-line"
      />
      {ticked && (
        <Check
          aria-hidden
          className="pointer-events-none relative size-5 animate-press text-on-indigo"
        />
      )}
    </span>
  );
}
