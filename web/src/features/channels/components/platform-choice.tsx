import { Check } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Platform } from '@/api/shapes';
import { cx } from '@/components/ui/cx';
import { PlatformMark } from '@/platforms/platform-mark';
import { type Readiness, type Remedy, remedyOf } from './readiness';

interface PlatformChoiceProps {
  ready: readonly Readiness[];
  chosen: ReadonlySet<Platform>;
  onToggle: (platform: Platform, on: boolean) => void;
  renderRemedy: (remedy: Exclude<Remedy, null>, platform: Platform) => ReactNode;
  /** What else is to be said of a place that is ticked. */
  renderMore: (platform: Platform) => ReactNode;
}

/** Every place with a tick, or with the reason why it cannot have one and the way to cure it. */
export function PlatformChoice(props: PlatformChoiceProps) {
  const { ready, chosen, onToggle, renderRemedy, renderMore } = props;
  return (
    <ul className="grid gap-3 sm:grid-cols-2">
      {ready.map((one) => (
        <Choice
          key={one.channel.platform}
          one={one}
          on={chosen.has(one.channel.platform)}
          onToggle={(on) => onToggle(one.channel.platform, on)}
          renderRemedy={(remedy) => renderRemedy(remedy, one.channel.platform)}
          renderMore={() => renderMore(one.channel.platform)}
        />
      ))}
    </ul>
  );
}

interface ChoiceProps {
  one: Readiness;
  on: boolean;
  onToggle: (on: boolean) => void;
  renderRemedy: (remedy: Exclude<Remedy, null>) => ReactNode;
  renderMore: () => ReactNode;
}

function Choice({ one, on, onToggle, renderRemedy, renderMore }: ChoiceProps) {
  const { t } = useTranslation();
  const id = useId();
  const { channel, reasons } = one;
  const [first] = reasons;
  const ticked = on && !first;
  const remedy = first ? remedyOf(first) : null;
  return (
    <li
      className={cx(
        'flex min-h-20 flex-wrap content-start items-center gap-x-4 gap-y-1 rounded-stamp border-2 px-4 py-3',
        ticked ? 'border-indigo bg-indigo-wash' : 'border-line bg-sheet',
      )}
    >
      <label className={cx('flex min-h-11 flex-1 items-center gap-4', !first && 'cursor-pointer')}>
        <span className="relative grid size-7 shrink-0 place-items-center">
          <input
            type="checkbox"
            checked={ticked}
            disabled={first !== undefined}
            onChange={(event) => onToggle(event.target.checked)}
            aria-describedby={`${id}-reason`}
            className="peer absolute inset-0 appearance-none rounded-cut border-2 border-edge bg-field checked:border-indigo checked:bg-indigo disabled:border-line"
          />
          {ticked && (
            <Check
              aria-hidden
              className="pointer-events-none relative size-5 animate-press text-on-indigo"
            />
          )}
        </span>
        <PlatformMark platform={channel.platform} muted={first !== undefined} />
        <span className="font-bold text-lead">{channel.name}</span>
      </label>
      <span
        id={`${id}-reason`}
        className={cx('text-fine', first ? 'basis-full text-madder' : 'text-leaf')}
      >
        {first
          ? reasons.map((reason) => t(`choose.reason.${reason}`)).join(' ')
          : t('choose.ready')}
      </span>
      {remedy && renderRemedy(remedy)}
      {ticked && renderMore()}
    </li>
  );
}
