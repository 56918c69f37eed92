/** Unfinished uploads in IndexedDB, so that they can be resumed after a reload. */
import type { FileFingerprint } from './same-file';
import type { Upload } from './types';

export interface StoredUpload {
  photoId: string;
  ownerId: string;
  upload: Upload;
  fingerprint: FileFingerprint;
  type: string;
  folder: string;
  pinned: boolean;
  startedAt: number;
  /** The file itself, where this browser could store it. */
  file?: File | undefined;
}

const STORE = 'uploads';
/** A file is stored only if it takes at most this share of the free storage. */
const MAX_STORAGE_SHARE = 0.3;

let opening: Promise<IDBDatabase> | null = null;

function openDatabase(): Promise<IDBDatabase> {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open('haat-uploads', 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'photoId' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opening;
}

async function runTransaction<T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await openDatabase();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(STORE, mode);
    const request = work(transaction.objectStore(STORE));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error);
    transaction.onerror = () => reject(transaction.error);
  });
}

async function hasStorageFor(bytes: number): Promise<boolean> {
  const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {};
  return quota === undefined || bytes <= (quota - (usage ?? 0)) * MAX_STORAGE_SHARE;
}

/** Store an upload, with its file if there is room; errors of the browser's storage are ignored. */
export async function storeUpload(stored: StoredUpload): Promise<void> {
  const { file, ...withoutFile } = stored;
  try {
    if (file && (await hasStorageFor(file.size))) {
      await runTransaction('readwrite', (store) => store.put({ ...withoutFile, file }));
      return;
    }
  } catch {
    // The browser cannot store the file: store the rest.
  }
  await runTransaction('readwrite', (store) => store.put(withoutFile)).catch(() => undefined);
}

export async function deleteStoredUpload(photoId: string): Promise<void> {
  await runTransaction('readwrite', (store) => store.delete(photoId)).catch(() => undefined);
}

/** The stored uploads of this person, oldest first. Those of other people are deleted. */
export async function loadStoredUploads(ownerId: string): Promise<StoredUpload[]> {
  const all = await runTransaction<StoredUpload[]>('readonly', (store) => store.getAll()).catch(
    () => [],
  );
  const others = all.filter((one) => one.ownerId !== ownerId);
  await Promise.all(others.map((one) => deleteStoredUpload(one.photoId)));
  return all
    .filter((one) => one.ownerId === ownerId)
    .map((one) => ({ ...one, file: isComplete(one) ? one.file : undefined }))
    .sort((one, other) => one.startedAt - other.startedAt);
}

function isComplete({ file, fingerprint }: StoredUpload): boolean {
  return file instanceof File && file.size === fingerprint.size;
}
