import { useState } from 'react';
import type { FieldOption, Platform } from '@/features/channels/api/types';

/** The listing fields chosen for one post: platform → field name → option. */
export type FieldValuesByPlatform = Readonly<
  Record<Platform, Readonly<Record<string, FieldOption>>>
>;

export interface ChosenFieldValues {
  values: FieldValuesByPlatform;
  choose: (
    platform: Platform,
    name: string,
    option: FieldOption,
    children: readonly string[],
  ) => void;
}

/**
 * The field values of one draft, kept in the session storage.
 * Choosing a value removes those of the fields in `children`.
 */
export function useChosenFieldValues(draftId: string): ChosenFieldValues {
  const key = `haat.field-values.${draftId}`;
  const [values, setValues] = useState<FieldValuesByPlatform>(
    () => JSON.parse(sessionStorage.getItem(key) ?? '{}') as FieldValuesByPlatform,
  );
  const choose: ChosenFieldValues['choose'] = (platform, name, option, children) => {
    const kept = Object.entries(values[platform] ?? {}).filter(([one]) => !children.includes(one));
    const next = { ...values, [platform]: { ...Object.fromEntries(kept), [name]: option } };
    sessionStorage.setItem(key, JSON.stringify(next));
    setValues(next);
  };
  return { values, choose };
}
