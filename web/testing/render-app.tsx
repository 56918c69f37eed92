/** Renders the whole app at a URL, against the mock API. */
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse } from 'msw';
import { App } from '@/app/app';
import type { FileFingerprint } from '@/features/media/api/same-file';
import type { StoredUpload } from '@/features/media/api/upload-storage';
import { startI18n } from '@/lib/i18n';
import { storePart } from './fixture/media-overlay';
import { MockApi } from './fixture/mock-api';

interface SocketClient {
  send(text: string): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
}

class MockBackend {
  api = new MockApi();
  /** The next responses of the photo store; if empty, it accepts the file. */
  uploadResponses: (() => Response)[] = [];
  /** While pending, the photo store does not respond. */
  uploadHold: Promise<unknown> | null = null;
  /** The parts that the photo store accepted, in order. */
  storedParts: { path: string; bytes: number }[] = [];
  #client: SocketClient | null = null;

  reset(): void {
    this.api = new MockApi();
    this.uploadResponses = [];
    this.uploadHold = null;
    this.storedParts = [];
    this.#client = null;
  }

  async upload(request: Request): Promise<Response> {
    await this.uploadHold;
    const answer = this.uploadResponses.shift();
    if (answer) return answer();
    if (request.method === 'PUT') {
      const { byteLength: bytes } = await request.arrayBuffer();
      const { pathname: path } = new URL(request.url);
      this.storedParts.push({ path, bytes });
      return storePart(this.api.state, path, bytes);
    }
    const body = await request.text();
    const id = /uploads\/(photo_\d+)/.exec(body)?.[1] ?? '';
    this.api.photoReady(id);
    return new HttpResponse(null, { status: 204 });
  }

  listen(client: SocketClient): void {
    this.#client = client;
    client.addEventListener('message', ({ data }) => {
      const { action } = JSON.parse(String(data)) as { action: string };
      client.send(JSON.stringify({ type: action === 'hello' ? 'hello' : 'pong' }));
    });
  }

  /** Send an event on the live socket. */
  emitEvent(source: string, name: string): void {
    this.#client?.send(JSON.stringify({ type: 'event', source, name, data: {} }));
  }
}

export const backend = new MockBackend();

interface RenderOptions {
  signedIn?: boolean;
  language?: 'en' | 'hi';
}

/** Render the app at a path and wait for its heading. */
export async function renderApp(
  path: string,
  { signedIn = true, language = 'en' }: RenderOptions = {},
) {
  backend.api.state.signedIn = signedIn;
  if (signedIn) localStorage.setItem('haat.was-signed-in', '1');
  window.history.replaceState({}, '', path);
  await startI18n(language);
  const user = userEvent.setup();
  const view = render(<App />);
  await screen.findByRole('heading', { level: 1 });
  return { user, view };
}

export function imageFile(name = 'bowl.jpg'): File {
  return new File([new Uint8Array(2048)], name, { type: 'image/jpeg' });
}

/** A picture whose bytes are all alike, so that a large one costs nothing to make. */
export function largeImageFile(mebibytes: number, name = 'loom.jpg', fill = 7): File {
  const bytes = new Uint8Array(mebibytes * 1024 * 1024).fill(fill);
  return new File([bytes], name, { type: 'image/jpeg', lastModified: 1_700_000_000_000 });
}

/** A stored upload of an earlier visit, without its file. */
export function unfinishedUpload(
  photoId: string,
  size: number,
  parts: number | null = null,
  mark: Partial<FileFingerprint> = {},
): StoredUpload {
  const form = {
    url: new URL('/uploads', location.href).href,
    fields: { key: `uploads/${photoId}` },
  };
  return {
    photoId,
    ownerId: backend.api.state.user.user_id,
    upload: {
      photo_id: photoId,
      method: parts ? 'parts' : 'form',
      ...form,
      expires_at: '2099-01-01T00:00:00Z',
      max_bytes: 5e7,
      part_size: parts && 5 * 1024 * 1024,
      part_count: parts,
    },
    fingerprint: { name: 'bowl.jpg', size, lastModified: 1_700_000_000_000, head: '', ...mark },
    type: 'image/jpeg',
    folder: '',
    pinned: true,
    startedAt: 1,
  };
}
