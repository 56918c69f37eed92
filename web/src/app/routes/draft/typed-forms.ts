import { useState } from 'react';
import { type Forms, NO_FORMS } from '@/features/catalog/components/forms';

export interface TypedForms {
  forms: Forms;
  change: (forms: Forms) => void;
}

/** The forms of one draft's piece; a reload keeps them. */
export function useTypedForms(draftId: string): TypedForms {
  const key = `haat.forms.${draftId}`;
  const [forms, setForms] = useState<Forms>(() => {
    const kept = sessionStorage.getItem(key);
    return kept ? (JSON.parse(kept) as Forms) : NO_FORMS;
  });
  const change = (next: Forms) => {
    sessionStorage.setItem(key, JSON.stringify(next));
    setForms(next);
  };
  return { forms, change };
}
