/** Uploads one file to the photo store: as a form when small, else in parts that can be resumed. */
import { Problem, problemOf } from '@/lib/problem';
import { waitForRetry } from './retry-delay';
import { sendBytes } from './send-bytes';
import type { Upload } from './types';
import { completeUpload, presignParts, uploadStatus } from './upload-requests';

const PARALLEL_PARTS = 2;
const PRESIGN_BATCH = 8;
const MAX_REFUSALS = 3;
/** A presigned URL is not used right before it expires: a part takes long on a slow network. */
const EXPIRY_MARGIN_MS = 60_000;

export interface FileTransfer {
  file: File;
  upload: Upload;
  signal: AbortSignal;
  /** Whether this upload began earlier, so that the store may have it already. */
  resuming: boolean;
  onSent: (bytes: number) => void;
  /** Called with true when the connection is lost, and with false before each retry. */
  onConnectionLost: (lost: boolean) => void;
}

type RetryContext = Pick<FileTransfer, 'signal' | 'onConnectionLost'>;

/** Resolve when the store has the whole file. Throws a `Problem` that a retry cannot solve. */
export async function uploadFile(transfer: FileTransfer): Promise<void> {
  const aborted = new AbortController();
  const signal = AbortSignal.any([transfer.signal, aborted.signal]);
  try {
    if (transfer.upload.method === 'parts')
      await new MultipartUpload({ ...transfer, signal }).run();
    else await uploadForm(transfer);
  } finally {
    // When one of the parallel parts fails, the others stop too.
    aborted.abort();
  }
}

/** Run `work` until it succeeds, waiting after transient problems; any other error is thrown. */
export async function retryTransient<T>(context: RetryContext, work: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      context.signal.throwIfAborted();
      if (!problemOf(error).isTransient) throw error;
      context.onConnectionLost(true);
      await waitForRetry(attempt, context.signal);
      context.onConnectionLost(false);
    }
  }
}

async function uploadForm(transfer: FileTransfer): Promise<void> {
  const { upload, file, signal, onSent } = transfer;
  const status =
    transfer.resuming &&
    (await retryTransient(transfer, () => uploadStatus(upload.photo_id, { signal })));
  if (status && status.status !== 'uploading') return;
  const body = new FormData();
  for (const [name, value] of Object.entries(upload.fields)) body.append(name, value);
  body.append('file', file);
  const { url } = upload;
  try {
    await retryTransient(transfer, () => sendBytes({ method: 'POST', url, body, onSent, signal }));
  } catch (error) {
    throw isExpired(upload.expires_at) && problemOf(error).status === 403 ? uploadExpired() : error;
  }
}

function isExpired(instant: string, margin = 0): boolean {
  return Date.parse(instant) - margin < Date.now();
}

function uploadExpired(): Problem {
  return new Problem({ status: 403, code: 'upload_expired', message: 'upload_expired' });
}

class MultipartUpload {
  readonly #transfer: FileTransfer;
  readonly #partSize: number;
  readonly #partCount: number;
  readonly #uploadedParts = new Set<number>();
  readonly #sentBytes = new Map<number, number>();
  #presignedParts = new Map<number, { url: string; expires_at: string }>();
  #presigning: Promise<unknown> = Promise.resolve();

  constructor(transfer: FileTransfer) {
    const { part_size: size, part_count: count } = transfer.upload;
    this.#transfer = transfer;
    this.#partSize = size ?? transfer.file.size;
    this.#partCount = count ?? 1;
  }

  async run(): Promise<void> {
    if (await this.#fetchStatus()) return;
    const missing = Array.from({ length: this.#partCount }, (_, index) => index + 1).filter(
      (number) => !this.#uploadedParts.has(number),
    );
    const worker = async () => {
      for (let number = missing.shift(); number; number = missing.shift())
        await this.#uploadPart(number);
    };
    await Promise.all(Array.from({ length: PARALLEL_PARTS }, worker));
    await retryTransient(this.#transfer, () =>
      completeUpload(this.#photoId, { signal: this.#transfer.signal }),
    );
  }

  get #photoId(): string {
    return this.#transfer.upload.photo_id;
  }

  /** Read which parts the store has; true when the upload is complete. */
  async #fetchStatus(): Promise<boolean> {
    const { signal } = this.#transfer;
    const status = await retryTransient(this.#transfer, () =>
      uploadStatus(this.#photoId, { signal }),
    );
    for (const number of status.arrived) this.#uploadedParts.add(number);
    this.#reportProgress();
    return status.status !== 'uploading';
  }

  #partBytes(number: number): number {
    return Math.min(this.#partSize, this.#transfer.file.size - (number - 1) * this.#partSize);
  }

  #reportProgress(): void {
    let sent = 0;
    for (const number of this.#uploadedParts) sent += this.#partBytes(number);
    for (const [number, bytes] of this.#sentBytes) sent += Math.min(bytes, this.#partBytes(number));
    this.#transfer.onSent(sent);
  }

  async #uploadPart(number: number): Promise<void> {
    let refusals = 0;
    let interrupted = false;
    await retryTransient(this.#transfer, async () => {
      // If only the response was lost, the store has the part: ask before sending it twice.
      if (interrupted && (await this.#isUploaded(number))) return;
      interrupted = true;
      while (!(await this.#sendPart(number))) {
        refusals += 1;
        if (refusals >= MAX_REFUSALS) throw uploadRefused();
      }
    });
    this.#sentBytes.delete(number);
    this.#uploadedParts.add(number);
    this.#reportProgress();
  }

  async #isUploaded(number: number): Promise<boolean> {
    const status = await uploadStatus(this.#photoId, { signal: this.#transfer.signal });
    return status.status !== 'uploading' || status.arrived.includes(number);
  }

  /** False when the store refused the presigned URL: the next attempt requests a new one. */
  async #sendPart(number: number): Promise<boolean> {
    const { file, signal } = this.#transfer;
    const url = await this.#presignedUrl(number);
    const start = (number - 1) * this.#partSize;
    const body = file.slice(start, start + this.#partBytes(number));
    const onSent = (bytes: number) => {
      this.#sentBytes.set(number, bytes);
      this.#reportProgress();
    };
    try {
      await sendBytes({ method: 'PUT', url, body, onSent, signal });
      return true;
    } catch (error) {
      this.#sentBytes.delete(number);
      if (problemOf(error).status !== 403) throw error;
      this.#presignedParts.delete(number);
      return false;
    }
  }

  /** Presign parts in small batches, because URLs expire; one request at a time. */
  async #presignedUrl(number: number): Promise<string> {
    const validUrl = () => {
      const part = this.#presignedParts.get(number);
      return part && !isExpired(part.expires_at, EXPIRY_MARGIN_MS) ? part.url : null;
    };
    const { signal } = this.#transfer;
    const request = this.#presigning.then(async () => {
      if (validUrl()) return;
      const wanted = Array.from({ length: PRESIGN_BATCH }, (_, step) => number + step).filter(
        (one) => one <= this.#partCount && !this.#uploadedParts.has(one),
      );
      for (const one of await presignParts(this.#photoId, wanted, { signal }))
        this.#presignedParts.set(one.number, one);
    });
    this.#presigning = request.catch(() => undefined);
    await request;
    const url = validUrl();
    if (!url) throw uploadRefused();
    return url;
  }
}

function uploadRefused(): Problem {
  return new Problem({ status: 403, code: 'upload_refused', message: 'upload_refused' });
}
