/** Serves the built app with the mock API: `npm run build && npm run fixture`. */
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WebSocketServer } from 'ws';
import type { Post } from '@/features/publishing/api/types';
import { storePart } from './fixture/media-overlay.ts';
import { publicationOf } from './fixture/sample-data.ts';
import { SCENARIOS, type Scenario } from './fixture/scenarios.ts';

const DIST = fileURLToPath(new URL('../dist', import.meta.url));
const PICTURES = process.env['FIXTURE_PICTURES'] ?? '';
const PORT = Number(process.env['FIXTURE_PORT'] ?? 4180);
const STEP_MS = 900;

const POLICY =
  "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' blob:; " +
  "connect-src 'self' ws:; font-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};

let api = SCENARIOS.populated();

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function placeholderImage(path: string): Response {
  const named = join(PICTURES, path.replace('/media/', ''));
  if (PICTURES && existsSync(named)) return file(named);
  const hue = [...path].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 360;
  const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="800"><rect width="800" height="800" fill="hsl(${hue} 40% 55%)"/></svg>`;
  return new Response(picture, { headers: { 'content-type': 'image/svg+xml' } });
}

function file(path: string): Response {
  const type = TYPES[extname(path)] ?? 'application/octet-stream';
  return new Response(readFileSync(path), { headers: { 'content-type': type } });
}

function page(path: string): Response {
  const asked = join(DIST, normalize(path));
  const found = extname(asked) && existsSync(asked) ? asked : join(DIST, 'index.html');
  const respond = file(found);
  respond.headers.set('content-security-policy', POLICY);
  return respond;
}

/** Move the first unfinished publication one step on, and again after a while. */
function advance(post: Post): void {
  const next = { planned: 'claimed', claimed: 'sent', sent: 'confirmed' } as const;
  const moving = post.targets.find(({ publication }) => publication && publication.status in next);
  const publication = moving?.publication;
  if (!publication) {
    post.status = 'settled';
    return;
  }
  const { platform, account, publication_id, post_id, product_id } = publication;
  const status = next[publication.status as keyof typeof next];
  const ids = { account, publication_id, post_id, product_id };
  Object.assign(publication, publicationOf(platform, status, ids));
  setTimeout(advance, STEP_MS, post);
}

/** `/fixture?scenario=problems` loads a scenario; `&out` signs out. */
function loadScenario(query: URLSearchParams): Response {
  api = SCENARIOS[(query.get('scenario') ?? 'populated') as Scenario]();
  api.state.signedIn = query.get('out') === null;
  return new Response('ok');
}

async function answer(request: IncomingMessage): Promise<Response> {
  const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
  const body = await bodyOf(request);
  if (url.pathname === '/fixture') return loadScenario(url.searchParams);
  if (url.pathname === '/uploads') {
    const id = /uploads\/(photo_\d+)/.exec(body.toString('latin1'))?.[1] ?? '';
    setTimeout(() => api.photoReady(id), STEP_MS);
    return new Response(null, { status: 204 });
  }
  if (request.method === 'PUT') return storePart(api.state, url.pathname, body.length);
  if (url.pathname.startsWith('/media/')) return placeholderImage(url.pathname);
  if (!url.pathname.startsWith('/api/')) return page(url.pathname);
  return apiResponse(request, url, body);
}

async function apiResponse(request: IncomingMessage, url: URL, body: Buffer): Promise<Response> {
  const method = request.method ?? 'GET';
  const headers = new Headers(request.headers as Record<string, string>);
  const asked = new Request(url, {
    method,
    headers,
    body: method === 'GET' ? null : new Uint8Array(body),
  });
  const answered = await api.handle(asked);
  const published = /\/posts(\/\w+\/(publish|retry))?$/.test(url.pathname);
  const moving = [...api.state.posts.values()].filter((post) => post.status === 'publishing');
  if (published && method === 'POST') for (const post of moving) setTimeout(advance, STEP_MS, post);
  return answered;
}

const server = createServer(async (request, response) => {
  const answered = await answer(request);
  response.writeHead(answered.status, Object.fromEntries(answered.headers));
  response.end(Buffer.from(await answered.arrayBuffer()));
});

const sockets = new WebSocketServer({ server, path: '/live' });
sockets.on('connection', (socket) => {
  socket.on('message', (message) => {
    const { action } = JSON.parse(String(message)) as { action: string };
    socket.send(JSON.stringify({ type: action === 'hello' ? 'hello' : 'pong' }));
  });
});

server.listen(PORT, '127.0.0.1', () => console.log(`http://127.0.0.1:${PORT}`));
