/** Puts the whole app on a page of a world, as a browser would. */
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse } from 'msw';
import { App } from '@/app/app';
import type { FileMark } from '@/features/media/api/same-file';
import type { Remembered } from '@/features/media/api/upload-memory';
import { startI18n } from '@/lib/i18n';
import { takePart } from './fixture/pictures';
import { World } from './fixture/world';

interface SocketClient {
  send(text: string): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
}

class Stage {
  world = new World();
  /** Answers of the photo store, in order; an empty list means that it takes the file. */
  uploads: (() => Response)[] = [];
  /** While it is pending, the photo store answers nothing. */
  hold: Promise<unknown> | null = null;
  /** Parts that the photo store took, in order. */
  puts: { path: string; bytes: number }[] = [];
  #client: SocketClient | null = null;

  reset(): void {
    this.world = new World();
    this.uploads = [];
    this.hold = null;
    this.puts = [];
    this.#client = null;
  }

  async upload(request: Request): Promise<Response> {
    await this.hold;
    const answer = this.uploads.shift();
    if (answer) return answer();
    if (request.method === 'PUT') {
      const { byteLength: bytes } = await request.arrayBuffer();
      const { pathname: path } = new URL(request.url);
      this.puts.push({ path, bytes });
      return takePart(this.world.state, path, bytes);
    }
    const body = await request.text();
    const id = /uploads\/(photo_\d+)/.exec(body)?.[1] ?? '';
    this.world.photoReady(id);
    return new HttpResponse(null, { status: 204 });
  }

  listen(client: SocketClient): void {
    this.#client = client;
    client.addEventListener('message', ({ data }) => {
      const { action } = JSON.parse(String(data)) as { action: string };
      client.send(JSON.stringify({ type: action === 'hello' ? 'hello' : 'pong' }));
    });
  }

  /** Say an event on the live socket. */
  tell(source: string, name: string): void {
    this.#client?.send(JSON.stringify({ type: 'event', source, name, data: {} }));
  }
}

export const stage = new Stage();

interface Opening {
  signedIn?: boolean;
  language?: 'en' | 'hi';
}

/** Open the app at an address and wait for its heading. */
export async function open(path: string, { signedIn = true, language = 'en' }: Opening = {}) {
  stage.world.state.signedIn = signedIn;
  if (signedIn) localStorage.setItem('haat.was-signed-in', '1');
  window.history.replaceState({}, '', path);
  await startI18n(language);
  const user = userEvent.setup();
  const view = render(<App />);
  await screen.findByRole('heading', { level: 1 });
  return { user, view };
}

export function picture(name = 'bowl.jpg'): File {
  return new File([new Uint8Array(2048)], name, { type: 'image/jpeg' });
}

/** A picture whose bytes are all alike, so that a large one costs nothing to make. */
export function largePicture(mebibytes: number, name = 'loom.jpg', fill = 7): File {
  const bytes = new Uint8Array(mebibytes * 1024 * 1024).fill(fill);
  return new File([bytes], name, { type: 'image/jpeg', lastModified: 1_700_000_000_000 });
}

/** An upload that an earlier visit began and whose file the browser could not keep. */
export function leftBehind(
  photoId: string,
  size: number,
  parts: number | null = null,
  mark: Partial<FileMark> = {},
): Remembered {
  const form = {
    url: new URL('/uploads', location.href).href,
    fields: { key: `uploads/${photoId}` },
  };
  return {
    photoId,
    ownerId: stage.world.state.user.user_id,
    ticket: {
      photo_id: photoId,
      method: parts ? 'parts' : 'form',
      ...form,
      expires_at: '2099-01-01T00:00:00Z',
      max_bytes: 5e7,
      part_size: parts && 5 * 1024 * 1024,
      part_count: parts,
    },
    mark: { name: 'bowl.jpg', size, lastModified: 1_700_000_000_000, head: '', ...mark },
    type: 'image/jpeg',
    folder: '',
    pinned: true,
    startedAt: 1,
  };
}
