/** Stubs what jsdom lacks, and gives each test a fresh mock API. */
import '@testing-library/jest-dom/vitest';
import 'fake-indexeddb/auto';
import { cleanup, configure } from '@testing-library/react';
import { http, ws } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { clearUploads } from '@/features/media/api/upload-queue';
import { loadStoredUploads } from '@/features/media/api/upload-storage';
import { endSession } from '@/lib/session';
import { backend } from './render-app';

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
  http.post('http://localhost:8080/uploads', ({ request }) => backend.upload(request)),
  http.put('http://localhost:8080/uploads/*', ({ request }) => backend.upload(request)),
  http.all('*/api/v1/*', ({ request }) => backend.api.handle(request)),
  live.addEventListener('connection', ({ client }) => backend.listen(client)),
);

beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
beforeEach(() => backend.reset());
afterEach(async () => {
  cleanup();
  endSession();
  clearUploads();
  // No upload belongs to the empty id, so all stored uploads are deleted.
  await loadStoredUploads('');
  localStorage.clear();
  sessionStorage.clear();
  expect(backend.api.broken, 'what openapi.json does not know').toEqual([]);
});
afterAll(() => server.close());
