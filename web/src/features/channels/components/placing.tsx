import { useQuery } from '@tanstack/react-query';
import type { Choice, Preferences } from '@/api/channels';
import type { Capabilities } from '@/api/shapes';
import { preferencesOptions } from '../api/preferences';
import { BudgetLine } from './budget-note';
import { ChoicePicker } from './choice-picker';

export type PlaceChoices = Readonly<Record<string, Choice>>;

interface PlacingProps {
  channel: Capabilities;
  craft: string;
  /** What was chosen for this post only. */
  given: PlaceChoices;
  onPick: (name: string, choice: Choice) => void;
}

/** What is remembered for a name: for the craft if there is one, else for every post. */
export function remembered(
  { by_craft: crafts, choices }: Preferences,
  name: string,
  craft: string,
): Choice | undefined {
  const wanted = craft.trim().toLowerCase();
  const found = crafts.find((one) => one.name === name && one.craft.toLowerCase() === wanted);
  return found?.choice ?? choices[name];
}

/** Where in a place the piece goes: suggested, remembered, and changed here for this post. */
export function Placing({ channel, craft, given, onPick }: PlacingProps) {
  const { platform, chooses } = channel;
  const { data } = useQuery({ ...preferencesOptions(platform), enabled: chooses.length > 0 });
  const valueIn = (name: string) =>
    given[name] ?? (data && remembered(data.preferences, name, craft));
  return (
    <div className="grid basis-full gap-3 empty:hidden">
      {data &&
        chooses.map((choosing) => (
          <ChoicePicker
            key={choosing.name}
            {...{ platform, choosing }}
            keeps
            place={channel.name}
            value={valueIn(choosing.name)}
            outer={valueIn(choosing.within)}
            words={choosing.by_craft ? craft : ''}
            onPick={(choice) => choice && onPick(choosing.name, choice)}
          />
        ))}
      {channel.budget && <BudgetLine channel={channel} />}
    </div>
  );
}
