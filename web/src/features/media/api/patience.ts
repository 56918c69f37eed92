/** When to try again after a cut: soon, then less often, and at once when the network is back. */
const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

const nudges = new Set<() => void>();

/** Somebody does not want to wait: whatever waits tries now. */
export function nudge(): void {
  for (const wake of [...nudges]) wake();
}

export function waitOf(attempt: number, random = Math.random()): number {
  return Math.min(FIRST_MS * 2 ** attempt, LONGEST_MS) * (0.75 + random / 2);
}

/** Resolves when another try is worth it; rejects when the signal is aborted. */
export function untilWorthTrying(attempt: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      clearTimeout(timer);
      nudges.delete(wake);
      window.removeEventListener('online', wake);
      signal.removeEventListener('abort', stop);
      act();
    };
    const wake = () => settle(resolve);
    const stop = () => settle(() => reject(signal.reason));
    const timer = setTimeout(wake, navigator.onLine ? waitOf(attempt) : LONGEST_MS);
    nudges.add(wake);
    window.addEventListener('online', wake);
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
  });
}
