/** Puts bytes into the photo store with true progress. `fetch` cannot tell what has left. */
import { Problem, unreachable } from '@/lib/problem';

/** A connection that moves nothing for this long is dead, whatever the device believes. */
const SILENCE_MS = 30_000;

interface Sending {
  method: 'POST' | 'PUT';
  url: string;
  body: FormData | Blob;
  onSent: (bytes: number) => void;
  signal: AbortSignal;
}

/** Resolves when the store has all of it; throws `Problem`, or the abort of the signal. */
export function sendBytes({ method, url, body, onSent, signal }: Sending): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    let watch: ReturnType<typeof setTimeout> | undefined;
    const isAlive = () => {
      clearTimeout(watch);
      watch = setTimeout(() => request.abort(), SILENCE_MS);
    };
    const stop = () => request.abort();
    const settle = (act: () => void) => {
      clearTimeout(watch);
      signal.removeEventListener('abort', stop);
      act();
    };
    request.upload.onprogress = (event) => {
      isAlive();
      onSent(event.loaded);
    };
    request.onload = () =>
      settle(() => (request.status < 300 ? resolve() : reject(refusalOf(request.status))));
    request.onerror = () => settle(() => reject(unreachable()));
    request.onabort = () => settle(() => reject(signal.aborted ? signal.reason : unreachable()));
    signal.throwIfAborted();
    signal.addEventListener('abort', stop);
    request.open(method, url);
    isAlive();
    request.send(body);
  });
}

function refusalOf(status: number): Problem {
  const code = status >= 500 ? 'unreachable' : 'upload_refused';
  return new Problem({ status, code, message: code });
}
