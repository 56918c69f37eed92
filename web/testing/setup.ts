/** What jsdom lacks, and a fresh world behind the network for each test. */
import '@testing-library/jest-dom/vitest';
import 'fake-indexeddb/auto';
import { cleanup, configure } from '@testing-library/react';
import { http, ws } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { recall } from '@/features/media/api/upload-memory';
import { forgetUploads } from '@/features/media/api/uploads';
import { endSession } from '@/lib/session';
import { stage } from './stage';

// A busy machine may take longer than a second to draw a page; a test that hangs still ends.
configure({ asyncUtilTimeout: 10_000 });

Object.assign(window, { scrollTo: () => undefined });
Object.assign(Element.prototype, { scrollIntoView: () => undefined });
Object.assign(URL, { createObjectURL: () => 'blob:photo', revokeObjectURL: () => undefined });
Object.assign(window, {
  matchMedia: (media: string) => ({ matches: false, media, addEventListener: () => undefined }),
});

const live = ws.link('ws://localhost:8080/live');

const server = setupServer(
  http.post('http://localhost:8080/uploads', ({ request }) => stage.upload(request)),
  http.put('http://localhost:8080/uploads/*', ({ request }) => stage.upload(request)),
  http.all('*/api/v1/*', ({ request }) => stage.world.handle(request)),
  live.addEventListener('connection', ({ client }) => stage.listen(client)),
);

beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
beforeEach(() => stage.reset());
afterEach(async () => {
  cleanup();
  endSession();
  forgetUploads();
  // Whoever has no id began nothing here: all that is remembered goes.
  await recall('');
  localStorage.clear();
  sessionStorage.clear();
});
afterAll(() => server.close());
