/** Puts the whole app on a page of a world, as a browser would. */
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse } from 'msw';
import { App } from '@/app/app';
import { startI18n } from '@/lib/i18n';
import { World } from './fixture/world';

interface SocketClient {
  send(text: string): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
}

class Stage {
  world = new World();
  /** Answers of the photo store, in order; an empty list means that it takes the file. */
  uploads: (() => Response)[] = [];
  #client: SocketClient | null = null;

  reset(): void {
    this.world = new World();
    this.uploads = [];
    this.#client = null;
  }

  async upload(request: Request): Promise<Response> {
    const answer = this.uploads.shift();
    if (answer) return answer();
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
