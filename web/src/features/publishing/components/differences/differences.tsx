import { lazy, Suspense } from 'react';
import type { Publication } from '../../api/types';
import type { DifferencesProps } from './difference-notes';

/** Few places differ, so what is said of them loads when one does. */
const DifferenceNotes = lazy(async () => ({
  default: (await import('./difference-notes')).DifferenceNotes,
}));

/** Whether something there waits for a decision of the person. */
export function hasDifferences({ drift, stock_by_hand, can_adopt }: Publication): boolean {
  return drift.length > 0 || stock_by_hand.length > 0 || can_adopt;
}

/** Whether the failure of the latest operation is what the notes are about. */
export function isExplained({ operation, drift, can_adopt }: Publication): boolean {
  if (operation?.status !== 'failed') return false;
  return can_adopt || (operation.kind === 'update' && drift.length > 0);
}

/** What is there that Haat did not put there, and what the person can decide about it. */
export function Differences(props: DifferencesProps) {
  if (!hasDifferences(props.publication)) return null;
  return (
    <Suspense>
      <DifferenceNotes {...props} />
    </Suspense>
  );
}
