/** The state of the uploads of this browser tab, for components to read. */
import type { Problem } from '@/lib/problem';
import { createStore, useStore } from '@/lib/store';
import type { FileFingerprint } from './same-file';
import type { Upload } from './types';

export type TransferState =
  | 'queued'
  | 'sending'
  /** The connection was lost; it resumes by itself. */
  | 'waiting'
  | 'paused'
  /** Begun before a reload, and the browser could not store the file. */
  | 'lost'
  | 'failed'
  | 'sent';

export interface Transfer {
  id: string;
  photoId: string | null;
  name: string;
  type: string;
  size: number;
  folder: string;
  /** A draft refers to this photo id already, so the upload must keep it. */
  pinned: boolean;
  state: TransferState;
  /** Never decreases, even if bytes are sent again. */
  bytesSent: number;
  problem: Problem | null;
  preview: string | null;
  file: File | null;
  upload: Upload | null;
  fingerprint: FileFingerprint | null;
  startedAt: number;
}

export const transfers = createStore<readonly Transfer[]>([]);

/** Whether the stored uploads of earlier visits have been loaded. */
export const restored = createStore(false);

export function useTransfers(): readonly Transfer[] {
  return useStore(transfers, (all) => all);
}

export function useTransfer(photoId: string): Transfer | undefined {
  return useStore(transfers, (all) => all.find((one) => one.photoId === photoId));
}

export function useRestored(): boolean {
  return useStore(restored, (value) => value);
}

export function transferOf(id: string): Transfer | undefined {
  return transfers.get().find((one) => one.id === id);
}

export function updateTransfer(id: string, part: Partial<Transfer>): void {
  transfers.set((all) => all.map((one) => (one.id === id ? withProgress(one, part) : one)));
}

/** The transfer with the changes; `bytesSent` never decreases. */
function withProgress(one: Transfer, part: Partial<Transfer>): Transfer {
  const next = { ...one, ...part };
  return { ...next, bytesSent: Math.min(next.size, Math.max(one.bytesSent, next.bytesSent)) };
}

export function removeTransfer(id: string): void {
  const removed = transferOf(id);
  if (removed?.preview) URL.revokeObjectURL(removed.preview);
  transfers.set((all) => all.filter((one) => one.id !== id));
}

export interface Progress {
  files: number;
  done: number;
  bytes: number;
  sent: number;
  /** Whether a transfer is running or will resume by itself. */
  moving: boolean;
}

/** The progress of all uploads together; failed ones are not counted. */
export function totalProgress(all: readonly Transfer[]): Progress {
  const counted = all.filter((one) => one.state !== 'failed');
  return {
    files: counted.length,
    done: counted.filter((one) => one.state === 'sent').length,
    bytes: counted.reduce((sum, one) => sum + one.size, 0),
    sent: counted.reduce((sum, one) => sum + one.bytesSent, 0),
    moving: all.some((one) => ['queued', 'sending', 'waiting'].includes(one.state)),
  };
}
