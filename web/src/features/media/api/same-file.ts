/** Tells whether a file chosen again is the one of an interrupted upload. */
const HEAD_BYTES = 1024 * 1024;

export interface FileFingerprint {
  name: string;
  size: number;
  lastModified: number;
  /** SHA-256 of the first MiB in hex; empty where the browser cannot compute it. */
  head: string;
}

export async function fingerprintOf(file: File): Promise<FileFingerprint> {
  const { name, size, lastModified } = file;
  return { name, size, lastModified, head: await headOf(file) };
}

async function headOf(file: File): Promise<string> {
  if (!crypto.subtle) return '';
  const digest = await crypto.subtle.digest(
    'SHA-256',
    await file.slice(0, HEAD_BYTES).arrayBuffer(),
  );
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Compares contents where known: phones give the same picture another name and time. */
export function isSameFile(one: FileFingerprint, other: FileFingerprint): boolean {
  if (one.size !== other.size) return false;
  if (one.head && other.head) return one.head === other.head;
  return one.name === other.name && one.lastModified === other.lastModified;
}
