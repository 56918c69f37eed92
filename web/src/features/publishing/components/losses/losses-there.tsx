import { lazy, Suspense } from 'react';
import type { PlaceLoss } from '../../api/types';

const LossesNote = lazy(async () => ({ default: (await import('./losses-note')).LossesNote }));

/** What a chosen place will not show; what says it loads when there is something to say. */
export function LossesThere({ losses }: { losses: readonly PlaceLoss[] }) {
  if (losses.length === 0) return null;
  return (
    <Suspense>
      <LossesNote losses={losses} />
    </Suspense>
  );
}
