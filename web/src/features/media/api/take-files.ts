/** What somebody dropped: files, and those in folders and in the folders in them. */
import { PHOTO_BYTES_MOST, PHOTO_TYPES } from '@/config/limits';

/** So many are taken from one drop; a whole disk is a mistake. */
const FILES_MOST = 500;

export async function droppedFiles(dropped: DataTransfer): Promise<File[]> {
  // The entries are gone when the event is over: they are asked for before anything is awaited.
  const entries = [...dropped.items]
    .filter((item) => item.kind === 'file')
    .map((item) => item.webkitGetAsEntry?.() ?? null);
  if (entries.every((entry) => entry === null)) return [...dropped.files];
  const found: File[] = [];
  for (const entry of entries) if (entry) await gather(entry, found);
  return found;
}

async function gather(entry: FileSystemEntry, found: File[]): Promise<void> {
  if (found.length >= FILES_MOST || entry.name.startsWith('.')) return;
  if (entry.isFile) {
    found.push(await fileOf(entry as FileSystemFileEntry));
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  // One reading answers at most a hundred entries; an empty one is the end.
  for (let some = await entriesOf(reader); some.length > 0; some = await entriesOf(reader)) {
    for (const one of some) await gather(one, found);
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

function entriesOf(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject));
}

export interface Sorted {
  photos: File[];
  /** Refused before they travel, with why. */
  strangers: { name: string; why: 'kind' | 'empty' | 'large' }[];
}

export function sorted(files: readonly File[]): Sorted {
  const found: Sorted = { photos: [], strangers: [] };
  for (const file of files) {
    const why = refusalOf(file);
    if (why) found.strangers.push({ name: file.name, why });
    else found.photos.push(file);
  }
  return found;
}

function refusalOf(file: File): Sorted['strangers'][number]['why'] | null {
  if (!PHOTO_TYPES.includes(typeOf(file))) return 'kind';
  if (file.size === 0) return 'empty';
  return file.size > PHOTO_BYTES_MOST ? 'large' : null;
}

/** Some systems do not know what HEIC is and name no type at all. */
export function typeOf(file: File): string {
  if (file.type) return file.type;
  if (/\.hei[cf]$/i.test(file.name)) return 'image/heic';
  if (/\.avif$/i.test(file.name)) return 'image/avif';
  return /\.tiff?$/i.test(file.name) ? 'image/tiff' : 'application/octet-stream';
}
