/** What this browser remembers of unfinished uploads, so that a reload loses nothing. */
import type { Upload } from '@/api/media';
import type { FileMark } from './same-file';

export interface Remembered {
  photoId: string;
  ownerId: string;
  ticket: Upload;
  mark: FileMark;
  type: string;
  folder: string;
  pinned: boolean;
  startedAt: number;
  /** The file itself, where this browser could keep it. */
  file?: File | undefined;
}

const STORE = 'uploads';
/** A copy of the file is kept only when it takes at most this share of the room there is. */
const MOST_OF_ROOM = 0.3;

let opened: Promise<IDBDatabase> | null = null;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open('haat-uploads', 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: 'photoId' });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  return opened;
}

async function run<T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(STORE, mode);
    const request = work(transaction.objectStore(STORE));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error);
    transaction.onerror = () => reject(transaction.error);
  });
}

async function hasRoomFor(bytes: number): Promise<boolean> {
  const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {};
  return quota === undefined || bytes <= (quota - (usage ?? 0)) * MOST_OF_ROOM;
}

/** Remember an upload, with its file if it fits. A browser that forbids it only loses the comfort. */
export async function remember(one: Remembered): Promise<void> {
  const { file, ...bare } = one;
  try {
    if (file && (await hasRoomFor(file.size))) {
      await run('readwrite', (store) => store.put({ ...bare, file }));
      return;
    }
  } catch {
    // The room was less than promised, or files cannot be kept here: remember the rest.
  }
  await run('readwrite', (store) => store.put(bare)).catch(() => undefined);
}

export async function forget(photoId: string): Promise<void> {
  await run('readwrite', (store) => store.delete(photoId)).catch(() => undefined);
}

/** What this person began here, oldest first. What others began here is wiped. */
export async function recall(ownerId: string): Promise<Remembered[]> {
  const all = await run<Remembered[]>('readonly', (store) => store.getAll()).catch(() => []);
  const theirs = all.filter((one) => one.ownerId !== ownerId);
  await Promise.all(theirs.map((one) => forget(one.photoId)));
  return all
    .filter((one) => one.ownerId === ownerId)
    .map((one) => ({ ...one, file: isWhole(one) ? one.file : undefined }))
    .sort((one, other) => one.startedAt - other.startedAt);
}

function isWhole({ file, mark }: Remembered): boolean {
  return file instanceof File && file.size === mark.size;
}
