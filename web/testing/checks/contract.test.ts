import { beforeEach, expect, test } from 'vitest';
import { OPERATIONS } from '../fixture/contract';
import { MockApi } from '../fixture/mock-api';
import { ok, problem } from '../fixture/responses';

let api = new MockApi();
beforeEach(() => {
  api = new MockApi();
});

function send(method: string, path: string, body?: unknown): Promise<Response> {
  const text = body === undefined ? {} : { body: JSON.stringify(body) };
  return api.handle(new Request(`http://localhost/api/v1${path}`, { method, ...text }));
}

const UPLOAD = { filename: 'bowl.jpg', size: 2048 };

test.each([
  ['a route', 'GET', '/photos', undefined, 'is not in openapi.json'],
  ['a method', 'PUT', '/media/photo_1', {}, 'is not in openapi.json'],
  ['a parameter', 'GET', '/media?limitt=3', undefined, 'takes no ?limitt='],
  ['a body where none is', 'POST', '/media/photo_1/restore', {}, 'takes no body'],
  ['a field of the body', 'POST', '/media/uploads', { ...UPLOAD, foldr: '' }, '"foldr"'],
  ['a type', 'POST', '/media/uploads', { ...UPLOAD, size: '2048' }, 'expected number'],
  ['a missing field', 'POST', '/media/uploads', { filename: 'bowl.jpg' }, 'at size'],
  ['a missing body', 'POST', '/media/uploads', undefined, 'POST /api/v1/media/uploads was sent'],
])('%s that openapi.json does not know is refused', async (_, method, path, body, why) => {
  expect((await send(method, path, body)).status).toBe(500);
  expect(api.broken).toHaveLength(1);
  expect(api.broken[0]).toContain(why);
});

test.each([
  ['an unknown field', () => ok({ photos: 1, bytes: 2, folders: 3 }), '"folders"'],
  ['a missing field', () => ok({ photos: 1 }), 'at data.bytes'],
  ['an undocumented status', () => problem(410, 'gone', 'Gone.'), 'never answers 410'],
])('an answer with %s is refused', async (_, answer, why) => {
  api.fail('GET /media/usage', answer);
  expect((await send('GET', '/media/usage')).status).toBe(500);
  expect(api.broken[0]).toContain(why);
});

test('what the document knows passes', async () => {
  expect((await send('POST', '/media/uploads', UPLOAD)).status).toBe(201);
  expect((await send('GET', '/media/no-such-photo')).status).toBe(404);
  expect(api.broken).toEqual([]);
});

const BY_EXAMPLE = OPERATIONS.filter(
  ({ id, status }) => !(id in new MockApi().overlay) && status < 300,
);

test.each(BY_EXAMPLE)('$id is answered by its example, which keeps to its schema', async (one) => {
  const response = Response.json(one.example(), { status: one.status });
  await expect(one.checkResponse(response)).resolves.toBeUndefined();
});

test('some operations are answered by their examples alone', () => {
  expect(BY_EXAMPLE.length).toBeGreaterThan(10);
});
