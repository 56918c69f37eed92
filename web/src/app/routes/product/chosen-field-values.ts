import { useState } from 'react';
import type { FieldOption } from '@/features/channels/api/types';
import type { FieldValues } from '@/features/channels/components/field-options/field-option-form';

export interface ChosenFieldValues {
  /** The listing fields chosen for one post, by the id of the place. */
  values: Readonly<Record<string, FieldValues>>;
  choose: (placeId: string, name: string, option: FieldOption, children: readonly string[]) => void;
}

/**
 * The field values of one product, kept in the session storage.
 * Choosing a value removes those of the fields in `children`.
 */
export function useChosenFieldValues(productId: string): ChosenFieldValues {
  const key = `haat.field-values.${productId}`;
  const [values, setValues] = useState<ChosenFieldValues['values']>(
    () => JSON.parse(sessionStorage.getItem(key) ?? '{}') as ChosenFieldValues['values'],
  );
  const choose: ChosenFieldValues['choose'] = (placeId, name, option, children) => {
    const kept = Object.entries(values[placeId] ?? {}).filter(([one]) => !children.includes(one));
    const next = { ...values, [placeId]: { ...Object.fromEntries(kept), [name]: option } };
    sessionStorage.setItem(key, JSON.stringify(next));
    setValues(next);
  };
  return { values, choose };
}
