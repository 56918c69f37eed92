import { useQuery } from '@tanstack/react-query';
import { preferencesOptions } from '../../api/preferences';
import type { Capabilities, FieldOption, Preferences } from '../../api/types';
import { QuotaLine } from '../quota-note';
import { FieldOptionPicker } from './field-option-picker';

export type FieldValues = Readonly<Record<string, FieldOption>>;

interface FieldOptionFormProps {
  /** The account whose options these are. */
  connectionId: string;
  channel: Capabilities;
  /** The name of the place. */
  label: string;
  craft: string;
  /** The values chosen for this post only, by field name. */
  chosen: FieldValues;
  onPick: (name: string, option: FieldOption) => void;
}

/** The stored default of a listing field: the one for the craft, else the one for every post. */
export function defaultValue(
  { per_craft: craftDefaults, field_values: fieldValues }: Preferences,
  name: string,
  craft: string,
): FieldOption | undefined {
  const wanted = craft.trim().toLowerCase();
  const found = craftDefaults.find(
    (one) => one.name === name && one.craft.toLowerCase() === wanted,
  );
  return found?.choice ?? fieldValues[name];
}

/** The listing fields of a platform for one post, prefilled with the stored defaults. */
export function FieldOptionForm(props: FieldOptionFormProps) {
  const { channel, connectionId, label, craft, chosen, onPick } = props;
  const { listing_fields: fields } = channel;
  const { data } = useQuery({
    ...preferencesOptions(connectionId),
    enabled: fields.length > 0,
  });
  const valueFor = (name: string) =>
    chosen[name] ?? (data && defaultValue(data.preferences, name, craft));
  return (
    <div className="grid basis-full gap-3 empty:hidden">
      {data &&
        fields.map((field) => (
          <FieldOptionPicker
            key={field.name}
            {...{ connectionId, field }}
            required
            place={label}
            value={valueFor(field.name)}
            parent={valueFor(field.parent)}
            initialSearch={field.per_craft ? craft : ''}
            onPick={(option) => option && onPick(field.name, option)}
          />
        ))}
      {channel.quota && <QuotaLine {...{ channel, connectionId }} />}
    </div>
  );
}
