/** Uploads of this page: straight to the photo store, with true progress and a second chance. */
import type { Upload } from '@/api/shapes';
import { api, unwrap } from '@/lib/api';
import { Problem, unreachable } from '@/lib/problem';
import { createStore, useStore } from '@/lib/store';

export interface Sending {
  file: File;
  preview: string;
  ticket: Upload;
  sent: number;
  state: 'sending' | 'sent' | 'failed';
  problem: Problem | null;
}

const sendings = createStore<Record<string, Sending | undefined>>({});
const unsent = (photoId: string) => `haat.unsent.${photoId}`;

/** Another person may sign in here next: nothing of this one stays. */
export function forgetUploads(): void {
  for (const sending of Object.values(sendings.get())) {
    if (sending) URL.revokeObjectURL(sending.preview);
  }
  sendings.set({});
}

export function useSending(photoId: string): Sending | undefined {
  return useStore(sendings, (all) => all[photoId]);
}

/** Whether this browser began to send the photo and never finished: a reload cut it off. */
export function wasCutOff(photoId: string): boolean {
  return sessionStorage.getItem(unsent(photoId)) !== null;
}

/** Ask for a place, begin to send there, and answer the id that the photo will have. */
export async function beginUpload(file: File): Promise<string> {
  const ticket = await unwrap(
    api.POST('/api/v1/media/uploads', {
      body: { filename: file.name, content_type: typeOf(file), size: file.size },
    }),
  );
  const preview = URL.createObjectURL(file);
  const photoId = ticket.photo_id;
  sendings.set((all) => ({
    ...all,
    [photoId]: { file, preview, ticket, sent: 0, state: 'sending', problem: null },
  }));
  void resume(photoId);
  return photoId;
}

/** Some systems do not know what HEIC is and name no type at all. */
export function typeOf(file: File): string {
  if (file.type) return file.type;
  return /\.hei[cf]$/i.test(file.name) ? 'image/heic' : 'application/octet-stream';
}

/** Send, or send once more. The outcome is in the store; this never rejects. */
export async function resume(photoId: string): Promise<void> {
  const sending = sendings.get()[photoId];
  if (!sending) return;
  sessionStorage.setItem(unsent(photoId), '1');
  change(photoId, { state: 'sending', sent: 0, problem: null });
  try {
    await post(sending, (sent) => change(photoId, { sent: Math.min(sent, sending.file.size) }));
    sessionStorage.removeItem(unsent(photoId));
    change(photoId, { state: 'sent', sent: sending.file.size });
  } catch (error) {
    change(photoId, { state: 'failed', problem: error instanceof Problem ? error : unreachable() });
  }
}

function change(photoId: string, part: Partial<Sending>): void {
  sendings.set((all) => {
    const now = all[photoId];
    return now ? { ...all, [photoId]: { ...now, ...part } } : all;
  });
}

/** XMLHttpRequest, since `fetch` cannot tell how much of a body has left. */
function post({ ticket, file }: Sending, onSent: (bytes: number) => void): Promise<void> {
  const form = new FormData();
  for (const [name, value] of Object.entries(ticket.fields)) form.append(name, value);
  form.append('file', file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.upload.onprogress = (event) => onSent(event.loaded);
    request.onload = () =>
      request.status < 300 ? resolve() : reject(refusal(request.status, ticket.expires_at));
    request.onerror = () => reject(unreachable());
    request.onabort = () => reject(unreachable());
    request.open('POST', ticket.url);
    request.send(form);
  });
}

function refusal(status: number, expiresAt: string): Problem {
  const expired = status === 403 && Date.parse(expiresAt) < Date.now();
  const code = expired ? 'upload_expired' : status >= 500 ? 'unreachable' : 'upload_refused';
  return new Problem({ status, code, message: code });
}
