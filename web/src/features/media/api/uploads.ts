/** The queue of uploads: two files at a time, straight to the photo store, through cuts and reloads. */
import type { Upload } from '@/api/media';
import { Problem, problemOf } from '@/lib/problem';
import { currentUser } from '@/lib/session';
import { carry, insist } from './carry';
import { isSameFile, markOf } from './same-file';
import { typeOf } from './take-files';
import { change, drop, recalled, type Transfer, transferOf, transfers } from './transfers';
import { abandonUpload, arrivedOf, invite } from './upload-calls';
import { forget, type Remembered, recall, remember } from './upload-memory';

const AT_ONCE = 2;

const controls = new Map<string, AbortController>();
const noting = new Map<string, Promise<void>>();

/** Another person may sign in here next: nothing of this one stays in view. */
export function forgetUploads(): void {
  for (const control of controls.values()) control.abort();
  controls.clear();
  for (const one of transfers.get()) if (one.preview) URL.revokeObjectURL(one.preview);
  transfers.set([]);
  recalled.set(false);
}

/** Ask for a place, begin to send there, and answer the id that the photo will have. */
export async function beginUpload(file: File): Promise<string> {
  const { name: filename, size } = file;
  const ticket = await invite({ filename, content_type: typeOf(file), size, folder: '' });
  enqueue(file, { ticket, photoId: ticket.photo_id, pinned: true });
  return ticket.photo_id;
}

/** Put files in line; each asks for its place when its turn comes. */
export function addUploads(files: readonly File[], folder: string): void {
  for (const file of files) enqueue(file, { folder });
}

function enqueue(file: File, given: Partial<Transfer>): void {
  const fresh: Transfer = {
    id: crypto.randomUUID(),
    photoId: null,
    name: file.name,
    type: typeOf(file),
    size: file.size,
    folder: '',
    pinned: false,
    state: 'queued',
    sent: 0,
    problem: null,
    preview: URL.createObjectURL(file),
    file,
    ticket: null,
    mark: null,
    startedAt: Date.now(),
    ...given,
  };
  transfers.set((all) => [...all, fresh]);
  pump();
}

function pump(): void {
  const free = AT_ONCE - controls.size;
  const next = transfers.get().filter((one) => one.state === 'queued' && !controls.has(one.id));
  for (const one of next.slice(0, Math.max(0, free))) void start(one.id);
}

/** The outcome is in the store; this never rejects. */
async function start(id: string): Promise<void> {
  const control = new AbortController();
  controls.set(id, control);
  change(id, { state: 'sending', problem: null });
  try {
    await travel(id, control.signal);
    change(id, { state: 'sent', sent: Number.POSITIVE_INFINITY });
    await clear(id);
  } catch (error) {
    if (!control.signal.aborted) {
      change(id, { state: 'failed', problem: problemOf(error) });
      if (!isRepairable(problemOf(error))) await clear(id);
    }
  } finally {
    if (controls.get(id) === control) controls.delete(id);
    pump();
  }
}

const isRepairable = (problem: Problem) => problem.isTransient || problem.code === 'upload_expired';

async function travel(id: string, signal: AbortSignal): Promise<void> {
  const again = transferOf(id)?.mark !== null;
  const ticket = await ticketOf(id, signal);
  const file = transferOf(id)?.file;
  if (!file) throw new Problem({ status: 410, code: 'upload_expired', message: 'upload_expired' });
  await inTurn(ticket.photo_id, signal, () =>
    carry({
      file,
      ticket,
      signal,
      again,
      onSent: (sent) => change(id, { sent }),
      onCut: cutOf(id),
    }),
  );
}

const cutOf = (id: string) => (cut: boolean) => change(id, { state: cut ? 'waiting' : 'sending' });

/** Another tab may carry the same file on: one of them does, the other finds it done. */
function inTurn(photoId: string, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  if (!navigator.locks) return work();
  return navigator.locks.request(`haat-upload-${photoId}`, { signal }, work);
}

async function ticketOf(id: string, signal: AbortSignal): Promise<Upload> {
  const one = transferOf(id);
  if (!one?.file) throw new Problem({ status: 410, code: 'upload_expired', message: '' });
  const { file, folder, type, size } = one;
  const asked = { filename: file.name, content_type: type, size, folder };
  const ticket =
    one.ticket ?? (await insist({ signal, onCut: cutOf(id) }, () => invite(asked, { signal })));
  change(id, { ticket, photoId: ticket.photo_id });
  noting.set(id, note(id, file, ticket));
  return ticket;
}

/** Before the bytes travel, what is needed to go on after a reload is written down. */
async function note(id: string, file: File, ticket: Upload): Promise<void> {
  const one = transferOf(id);
  const ownerId = currentUser()?.user_id;
  if (!one || !ownerId) return;
  const mark = one.mark ?? (await markOf(file));
  change(id, { mark });
  const { photo_id: photoId } = ticket;
  const { type, folder, pinned, startedAt } = one;
  const bare = { photoId, ownerId, ticket, mark, type, folder, pinned, startedAt };
  await remember(bare);
  await remember({ ...bare, file });
}

async function clear(id: string): Promise<void> {
  await noting.get(id);
  noting.delete(id);
  const photoId = transferOf(id)?.photoId;
  if (photoId) await forget(photoId);
}

export function pause(id: string): void {
  change(id, { state: 'paused' });
  stop(id);
  pump();
}

function stop(id: string): void {
  controls.get(id)?.abort();
  controls.delete(id);
}

/** Go on, or try what failed once more: under the same id where that is still possible. */
export function resume(id: string): void {
  const one = transferOf(id);
  if (!one || controls.has(id)) return;
  const anew = one.problem && !one.problem.isTransient && !one.pinned;
  change(id, { state: 'queued', problem: null, ...(anew && { ticket: null, photoId: null }) });
  pump();
}

/** Give an upload up: what arrived of it is thrown away. */
export async function cancel(id: string): Promise<void> {
  const one = transferOf(id);
  stop(id);
  pump();
  await clear(id);
  drop(id);
  if (one?.photoId && one.state !== 'sent') {
    await abandonUpload(one.photoId).catch(() => undefined);
  }
}

/** The person chose the file of a lost upload again; false when it is another one. */
export async function giveFile(id: string, file: File): Promise<boolean> {
  const one = transferOf(id);
  if (!one?.mark || !isSameFile(one.mark, await markOf(file))) return false;
  change(id, { file, preview: URL.createObjectURL(file), state: 'queued', problem: null });
  pump();
  return true;
}

/** Take up what an earlier visit of this browser left unfinished. */
export async function recallUploads(): Promise<void> {
  const ownerId = currentUser()?.user_id;
  if (!ownerId || recalled.get()) return;
  const known = new Set(transfers.get().map((one) => one.photoId));
  const left = (await recall(ownerId)).filter((one) => !known.has(one.photoId));
  if (currentUser()?.user_id !== ownerId) return;
  transfers.set((all) => [...left.map(revived), ...all]);
  recalled.set(true);
  pump();
  const lost = transfers.get().filter((one) => one.state === 'lost');
  await Promise.all(lost.map(lookAt));
}

/** How much of a lost upload arrived; one that the server settled or forgot is over. */
async function lookAt({ id, photoId }: Transfer): Promise<void> {
  try {
    const known = await arrivedOf(photoId ?? '');
    if (known.status === 'uploading') return change(id, { sent: known.bytes_arrived });
  } catch (error) {
    if (problemOf(error).isTransient) return;
  }
  await clear(id);
  drop(id);
}

function revived({ photoId, ticket, mark, type, folder, pinned, startedAt, file }: Remembered) {
  const one: Transfer = {
    id: crypto.randomUUID(),
    photoId,
    name: mark.name,
    type,
    size: mark.size,
    folder,
    pinned,
    state: file ? 'queued' : 'lost',
    sent: 0,
    problem: null,
    preview: file ? URL.createObjectURL(file) : null,
    file: file ?? null,
    ticket,
    mark,
    startedAt,
  };
  return one;
}
