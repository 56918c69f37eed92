import { useEffect } from 'react';
import type { Autosave } from './autosave';

/** Saves what is pending when the page is hidden or left, and when the network is back. */
export function useFlushOnLeave<T>(autosave: Autosave<T>): void {
  useEffect(() => {
    const saveNow = () => void autosave.flush().catch(() => undefined);
    const onHide = () => document.visibilityState === 'hidden' && saveNow();
    document.addEventListener('visibilitychange', onHide);
    window.addEventListener('online', saveNow);
    return () => {
      document.removeEventListener('visibilitychange', onHide);
      window.removeEventListener('online', saveNow);
      saveNow();
    };
  }, [autosave]);
}
