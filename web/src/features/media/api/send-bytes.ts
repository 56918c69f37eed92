/** Sends bytes to the photo store by XMLHttpRequest: `fetch` reports no upload progress. */
import { Problem, unreachable } from '@/lib/problem';

/** A request without progress for this long is aborted, even if the device seems online. */
const STALL_MS = 30_000;

interface SendRequest {
  method: 'POST' | 'PUT';
  url: string;
  body: FormData | Blob;
  onSent: (bytes: number) => void;
  signal: AbortSignal;
}

/** Resolves when the store has the whole body; throws a `Problem`, or the signal's abort reason. */
export function sendBytes({ method, url, body, onSent, signal }: SendRequest): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    let stallTimer: ReturnType<typeof setTimeout> | undefined;
    const restartStallTimer = () => {
      clearTimeout(stallTimer);
      stallTimer = setTimeout(() => request.abort(), STALL_MS);
    };
    const stop = () => request.abort();
    const settle = (act: () => void) => {
      clearTimeout(stallTimer);
      signal.removeEventListener('abort', stop);
      act();
    };
    request.upload.onprogress = (event) => {
      restartStallTimer();
      onSent(event.loaded);
    };
    request.onload = () =>
      settle(() => (request.status < 300 ? resolve() : reject(problemForStatus(request.status))));
    request.onerror = () => settle(() => reject(unreachable()));
    request.onabort = () => settle(() => reject(signal.aborted ? signal.reason : unreachable()));
    signal.throwIfAborted();
    signal.addEventListener('abort', stop);
    request.open(method, url);
    restartStallTimer();
    request.send(body);
  });
}

function problemForStatus(status: number): Problem {
  const code = status >= 500 ? 'unreachable' : 'upload_refused';
  return new Problem({ status, code, message: code });
}
