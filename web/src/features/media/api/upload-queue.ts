/** The upload queue: two files at a time, straight to the photo store, resumed after a reload. */
import { Problem, problemOf } from '@/lib/problem';
import { currentUser } from '@/lib/session';
import { typeOf } from './photo-files';
import { fingerprintOf, isSameFile } from './same-file';
import {
  removeTransfer,
  restored,
  type Transfer,
  transferOf,
  transfers,
  updateTransfer,
} from './transfers';
import type { Upload } from './types';
import { retryTransient, uploadFile } from './upload-file';
import { abortUpload, createUpload, uploadStatus } from './upload-requests';
import {
  deleteStoredUpload,
  loadStoredUploads,
  type StoredUpload,
  storeUpload,
} from './upload-storage';

const PARALLEL_UPLOADS = 2;

const abortControllers = new Map<string, AbortController>();
const storing = new Map<string, Promise<void>>();

/** Abort and forget all uploads, because another person may sign in here next. */
export function clearUploads(): void {
  for (const controller of abortControllers.values()) controller.abort();
  abortControllers.clear();
  for (const one of transfers.get()) if (one.preview) URL.revokeObjectURL(one.preview);
  transfers.set([]);
  restored.set(false);
}

/** Create an upload, start it, and return the id of its photo. */
export async function beginUpload(file: File): Promise<string> {
  const { name: filename, size } = file;
  const upload = await createUpload({ filename, content_type: typeOf(file), size, folder: '' });
  enqueue(file, { upload, photoId: upload.photo_id, pinned: true });
  return upload.photo_id;
}

/** Queue files; the upload of each is created when its turn comes. */
export function addUploads(files: readonly File[], folder: string): void {
  for (const file of files) enqueue(file, { folder });
}

function enqueue(file: File, initial: Partial<Transfer>): void {
  const transfer: Transfer = {
    id: crypto.randomUUID(),
    photoId: null,
    name: file.name,
    type: typeOf(file),
    size: file.size,
    folder: '',
    pinned: false,
    state: 'queued',
    bytesSent: 0,
    problem: null,
    preview: URL.createObjectURL(file),
    file,
    upload: null,
    fingerprint: null,
    startedAt: Date.now(),
    ...initial,
  };
  transfers.set((all) => [...all, transfer]);
  startNext();
}

function startNext(): void {
  const free = PARALLEL_UPLOADS - abortControllers.size;
  const next = transfers
    .get()
    .filter((one) => one.state === 'queued' && !abortControllers.has(one.id));
  for (const one of next.slice(0, Math.max(0, free))) void start(one.id);
}

/** Transfer a file. The result is written to `transfers`; the promise never rejects. */
async function start(id: string): Promise<void> {
  const controller = new AbortController();
  abortControllers.set(id, controller);
  updateTransfer(id, { state: 'sending', problem: null });
  try {
    await transferFile(id, controller.signal);
    updateTransfer(id, { state: 'sent', bytesSent: Number.POSITIVE_INFINITY });
    await deleteStored(id);
  } catch (error) {
    if (!controller.signal.aborted) {
      updateTransfer(id, { state: 'failed', problem: problemOf(error) });
      if (!isRepairable(problemOf(error))) await deleteStored(id);
    }
  } finally {
    if (abortControllers.get(id) === controller) abortControllers.delete(id);
    startNext();
  }
}

const isRepairable = (problem: Problem) => problem.isTransient || problem.code === 'upload_expired';

async function transferFile(id: string, signal: AbortSignal): Promise<void> {
  const resuming = transferOf(id)?.fingerprint !== null;
  const upload = await ensureUpload(id, signal);
  const file = transferOf(id)?.file;
  if (!file) throw new Problem({ status: 410, code: 'upload_expired', message: 'upload_expired' });
  await withUploadLock(upload.photo_id, signal, () =>
    uploadFile({
      file,
      upload,
      signal,
      resuming,
      onSent: (bytesSent) => updateTransfer(id, { bytesSent }),
      onConnectionLost: connectionHandler(id),
    }),
  );
}

const connectionHandler = (id: string) => (lost: boolean) =>
  updateTransfer(id, { state: lost ? 'waiting' : 'sending' });

/** Another tab may resume the same file: the lock lets one transfer it, the other finds it done. */
function withUploadLock(
  photoId: string,
  signal: AbortSignal,
  work: () => Promise<void>,
): Promise<void> {
  if (!navigator.locks) return work();
  return navigator.locks.request(`haat-upload-${photoId}`, { signal }, work);
}

async function ensureUpload(id: string, signal: AbortSignal): Promise<Upload> {
  const one = transferOf(id);
  if (!one?.file) throw new Problem({ status: 410, code: 'upload_expired', message: '' });
  const { file, folder, type, size } = one;
  const request = { filename: file.name, content_type: type, size, folder };
  const context = { signal, onConnectionLost: connectionHandler(id) };
  const upload =
    one.upload ?? (await retryTransient(context, () => createUpload(request, { signal })));
  updateTransfer(id, { upload, photoId: upload.photo_id });
  storing.set(id, storeTransfer(id, file, upload));
  return upload;
}

/** Store what a reload needs to resume the transfer, before its first byte is sent. */
async function storeTransfer(id: string, file: File, upload: Upload): Promise<void> {
  const one = transferOf(id);
  const ownerId = currentUser()?.user_id;
  if (!one || !ownerId) return;
  const fingerprint = one.fingerprint ?? (await fingerprintOf(file));
  updateTransfer(id, { fingerprint });
  const { photo_id: photoId } = upload;
  const { type, folder, pinned, startedAt } = one;
  const stored = { photoId, ownerId, upload, fingerprint, type, folder, pinned, startedAt };
  await storeUpload(stored);
  await storeUpload({ ...stored, file });
}

async function deleteStored(id: string): Promise<void> {
  await storing.get(id);
  storing.delete(id);
  const photoId = transferOf(id)?.photoId;
  if (photoId) await deleteStoredUpload(photoId);
}

export function pause(id: string): void {
  updateTransfer(id, { state: 'paused' });
  stop(id);
  startNext();
}

function stop(id: string): void {
  abortControllers.get(id)?.abort();
  abortControllers.delete(id);
}

/** Resume a paused transfer or retry a failed one; the photo id is kept where possible. */
export function resume(id: string): void {
  const one = transferOf(id);
  if (!one || abortControllers.has(id)) return;
  const needsNewUpload = one.problem && !one.problem.isTransient && !one.pinned;
  updateTransfer(id, {
    state: 'queued',
    problem: null,
    ...(needsNewUpload && { upload: null, photoId: null }),
  });
  startNext();
}

/** Cancel an upload and delete what the store has of it. */
export async function cancel(id: string): Promise<void> {
  const one = transferOf(id);
  stop(id);
  startNext();
  await deleteStored(id);
  removeTransfer(id);
  if (one?.photoId && one.state !== 'sent') {
    await abortUpload(one.photoId).catch(() => undefined);
  }
}

/** Resume a lost upload with the file that the person chose again; false for another file. */
export async function reattachFile(id: string, file: File): Promise<boolean> {
  const one = transferOf(id);
  if (!one?.fingerprint || !isSameFile(one.fingerprint, await fingerprintOf(file))) return false;
  updateTransfer(id, { file, preview: URL.createObjectURL(file), state: 'queued', problem: null });
  startNext();
  return true;
}

/** Queue the unfinished uploads that this browser stored earlier. */
export async function restoreUploads(): Promise<void> {
  const ownerId = currentUser()?.user_id;
  if (!ownerId || restored.get()) return;
  const known = new Set(transfers.get().map((one) => one.photoId));
  const left = (await loadStoredUploads(ownerId)).filter((one) => !known.has(one.photoId));
  if (currentUser()?.user_id !== ownerId) return;
  transfers.set((all) => [...left.map(restoredTransfer), ...all]);
  restored.set(true);
  startNext();
  const lost = transfers.get().filter((one) => one.state === 'lost');
  await Promise.all(lost.map(refreshLost));
}

/** Read the progress of a lost upload; remove it if the server completed or deleted it. */
async function refreshLost({ id, photoId }: Transfer): Promise<void> {
  try {
    const status = await uploadStatus(photoId ?? '');
    if (status.status === 'uploading') {
      return updateTransfer(id, { bytesSent: status.bytes_arrived });
    }
  } catch (error) {
    if (problemOf(error).isTransient) return;
  }
  await deleteStored(id);
  removeTransfer(id);
}

function restoredTransfer({
  photoId,
  upload,
  fingerprint,
  type,
  folder,
  pinned,
  startedAt,
  file,
}: StoredUpload) {
  const one: Transfer = {
    id: crypto.randomUUID(),
    photoId,
    name: fingerprint.name,
    type,
    size: fingerprint.size,
    folder,
    pinned,
    state: file ? 'queued' : 'lost',
    bytesSent: 0,
    problem: null,
    preview: file ? URL.createObjectURL(file) : null,
    file: file ?? null,
    upload,
    fingerprint,
    startedAt,
  };
  return one;
}
