import { useState } from 'react';
import { NO_VARIANTS, type VariantsInput } from '@/features/catalog/components/variants';

export interface VariantsState {
  input: VariantsInput;
  setInput: (input: VariantsInput) => void;
}

/** The variants typed for one draft, kept in the session storage. */
export function useVariantsInput(draftId: string): VariantsState {
  const key = `haat.variants.${draftId}`;
  const [input, setState] = useState<VariantsInput>(() => {
    const stored = sessionStorage.getItem(key);
    return stored ? (JSON.parse(stored) as VariantsInput) : NO_VARIANTS;
  });
  const setInput = (next: VariantsInput) => {
    sessionStorage.setItem(key, JSON.stringify(next));
    setState(next);
  };
  return { input, setInput };
}
