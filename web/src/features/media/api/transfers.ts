/** The uploads of this page, as the screens see them. */
import type { Upload } from '@/api/media';
import type { Problem } from '@/lib/problem';
import { createStore, useStore } from '@/lib/store';
import type { FileMark } from './same-file';

export type TransferState =
  | 'queued'
  | 'sending'
  /** Cut off; goes on by itself. */
  | 'waiting'
  | 'paused'
  /** Begun before a reload, and the browser could not keep the file. */
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
  /** Something already shows this photo's id: it cannot be invited anew under another. */
  pinned: boolean;
  state: TransferState;
  /** Bytes that left; never fewer than a moment ago. */
  sent: number;
  problem: Problem | null;
  preview: string | null;
  file: File | null;
  ticket: Upload | null;
  mark: FileMark | null;
  startedAt: number;
}

export const transfers = createStore<readonly Transfer[]>([]);

/** Whether what an earlier visit left is known by now. */
export const recalled = createStore(false);

export function useTransfers(): readonly Transfer[] {
  return useStore(transfers, (all) => all);
}

export function useTransfer(photoId: string): Transfer | undefined {
  return useStore(transfers, (all) => all.find((one) => one.photoId === photoId));
}

export function useRecalled(): boolean {
  return useStore(recalled, (value) => value);
}

export function transferOf(id: string): Transfer | undefined {
  return transfers.get().find((one) => one.id === id);
}

export function change(id: string, part: Partial<Transfer>): void {
  transfers.set((all) => all.map((one) => (one.id === id ? advanced(one, part) : one)));
}

/** Progress that was shown is not taken back, even if some of it has to travel again. */
function advanced(one: Transfer, part: Partial<Transfer>): Transfer {
  const next = { ...one, ...part };
  return { ...next, sent: Math.min(next.size, Math.max(one.sent, next.sent)) };
}

export function drop(id: string): void {
  const gone = transferOf(id);
  if (gone?.preview) URL.revokeObjectURL(gone.preview);
  transfers.set((all) => all.filter((one) => one.id !== id));
}

export interface Progress {
  files: number;
  done: number;
  bytes: number;
  sent: number;
  /** Whether something moves or will move by itself. */
  moving: boolean;
}

/** All uploads together; what was given up does not count. */
export function progressOf(all: readonly Transfer[]): Progress {
  const counted = all.filter((one) => one.state !== 'failed');
  return {
    files: counted.length,
    done: counted.filter((one) => one.state === 'sent').length,
    bytes: counted.reduce((sum, one) => sum + one.size, 0),
    sent: counted.reduce((sum, one) => sum + one.sent, 0),
    moving: all.some((one) => ['queued', 'sending', 'waiting'].includes(one.state)),
  };
}
