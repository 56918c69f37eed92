/** When to retry after a lost connection: exponential backoff, at once when the network is back. */
const FIRST_DELAY_MS = 1_000;
const MAX_DELAY_MS = 30_000;

const waiters = new Set<() => void>();

/** End all current waits. */
export function retryNow(): void {
  for (const wake of [...waiters]) wake();
}

export function retryDelay(attempt: number, random = Math.random()): number {
  return Math.min(FIRST_DELAY_MS * 2 ** attempt, MAX_DELAY_MS) * (0.75 + random / 2);
}

/** Resolves when the next retry is due; rejects when the signal is aborted. */
export function waitForRetry(attempt: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      clearTimeout(timer);
      waiters.delete(wake);
      window.removeEventListener('online', wake);
      signal.removeEventListener('abort', stop);
      act();
    };
    const wake = () => settle(resolve);
    const stop = () => settle(() => reject(signal.reason));
    const timer = setTimeout(wake, navigator.onLine ? retryDelay(attempt) : MAX_DELAY_MS);
    waiters.add(wake);
    window.addEventListener('online', wake);
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
  });
}
