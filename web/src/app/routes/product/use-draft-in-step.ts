import { useEffect } from 'react';
import { POLL_MS } from '@/config/limits';
import type { ProductSession } from '@/features/catalog/api/product-session';

/** Words follow other facts some seconds later; live updates tell of it, when they are connected. */
const FOLLOWS_WITHIN_MS = 15_000;

/** Reads the draft again and again for a while after each save of the product. */
export function useDraftInStep({ autosave }: ProductSession, refetch: () => unknown): void {
  useEffect(() => {
    let timer: ReturnType<typeof setInterval> | undefined;
    let end = 0;
    const read = () => {
      if (Date.now() > end) clearInterval(timer);
      else void refetch();
    };
    let before = autosave.state.get();
    const unsubscribe = autosave.state.subscribe(() => {
      const now = autosave.state.get();
      if (now === 'saved' && before !== 'saved') {
        end = Date.now() + FOLLOWS_WITHIN_MS;
        clearInterval(timer);
        timer = setInterval(read, POLL_MS);
      }
      before = now;
    });
    return () => {
      unsubscribe();
      clearInterval(timer);
    };
  }, [autosave, refetch]);
}
