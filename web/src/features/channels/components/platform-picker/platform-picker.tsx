import { Check } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '@/components/ui/cx';
import { PlatformMark } from '@/platforms/platform-mark';
import type { Platform } from '../../api/types';
import { type Readiness, type Remedy, remedyOf } from './readiness';

interface PlatformPickerProps {
  platforms: readonly Readiness[];
  chosen: ReadonlySet<Platform>;
  onToggle: (platform: Platform, on: boolean) => void;
  renderRemedy: (remedy: Exclude<Remedy, null>, platform: Platform) => ReactNode;
  /** The listing fields of a ticked platform. */
  renderFields: (platform: Platform) => ReactNode;
}

/** A checkbox per platform; one that is not ready shows the reasons and a remedy instead. */
export function PlatformPicker(props: PlatformPickerProps) {
  const { platforms, chosen, onToggle, renderRemedy, renderFields } = props;
  return (
    <ul className="grid gap-3 sm:grid-cols-2">
      {platforms.map((one) => (
        <PlatformOption
          key={one.channel.platform}
          readiness={one}
          chosen={chosen.has(one.channel.platform)}
          onToggle={(on) => onToggle(one.channel.platform, on)}
          renderRemedy={(remedy) => renderRemedy(remedy, one.channel.platform)}
          renderFields={() => renderFields(one.channel.platform)}
        />
      ))}
    </ul>
  );
}

interface PlatformOptionProps {
  readiness: Readiness;
  chosen: boolean;
  onToggle: (on: boolean) => void;
  renderRemedy: (remedy: Exclude<Remedy, null>) => ReactNode;
  renderFields: () => ReactNode;
}

function PlatformOption({
  readiness,
  chosen,
  onToggle,
  renderRemedy,
  renderFields,
}: PlatformOptionProps) {
  const { t } = useTranslation();
  const id = useId();
  const { channel, reasons } = readiness;
  const [first] = reasons;
  const ticked = chosen && !first;
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
          ? reasons.map((reason) => t(`platformPicker.reason.${reason}`)).join(' ')
          : t('platformPicker.ready')}
      </span>
      {remedy && renderRemedy(remedy)}
      {ticked && renderFields()}
    </li>
  );
}
