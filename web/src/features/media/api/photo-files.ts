/** The photo files among dropped or chosen files, folders included. */
import { MAX_PHOTO_BYTES, PHOTO_TYPES } from '@/config/limits';

/** At most so many files are read from one drop: a whole disk is a mistake. */
const MAX_FILES = 500;

export async function droppedFiles(dropped: DataTransfer): Promise<File[]> {
  // The browser clears the entries after the event, so they are read before the first await.
  const entries = [...dropped.items]
    .filter((item) => item.kind === 'file')
    .map((item) => item.webkitGetAsEntry?.() ?? null);
  if (entries.every((entry) => entry === null)) return [...dropped.files];
  const found: File[] = [];
  for (const entry of entries) if (entry) await collectFiles(entry, found);
  return found;
}

async function collectFiles(entry: FileSystemEntry, found: File[]): Promise<void> {
  if (found.length >= MAX_FILES || entry.name.startsWith('.')) return;
  if (entry.isFile) {
    found.push(await fileOf(entry as FileSystemFileEntry));
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  // One call returns at most a hundred entries; an empty result is the end.
  for (let some = await entriesOf(reader); some.length > 0; some = await entriesOf(reader)) {
    for (const one of some) await collectFiles(one, found);
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

function entriesOf(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject));
}

export interface SortedFiles {
  photos: File[];
  /** Files that are not uploaded, with the reason. */
  rejected: { name: string; reason: 'kind' | 'empty' | 'large' }[];
}

export function sortFiles(files: readonly File[]): SortedFiles {
  const found: SortedFiles = { photos: [], rejected: [] };
  for (const file of files) {
    const reason = rejectionReason(file);
    if (reason) found.rejected.push({ name: file.name, reason });
    else found.photos.push(file);
  }
  return found;
}

function rejectionReason(file: File): SortedFiles['rejected'][number]['reason'] | null {
  if (!PHOTO_TYPES.includes(typeOf(file))) return 'kind';
  if (file.size === 0) return 'empty';
  return file.size > MAX_PHOTO_BYTES ? 'large' : null;
}

/** The MIME type; from the name where the system does not know the type, such as HEIC. */
export function typeOf(file: File): string {
  if (file.type) return file.type;
  if (/\.hei[cf]$/i.test(file.name)) return 'image/heic';
  if (/\.avif$/i.test(file.name)) return 'image/avif';
  return /\.tiff?$/i.test(file.name) ? 'image/tiff' : 'application/octet-stream';
}
