/** The live socket: events are hints about what to read again, never the news itself. */

import { POLL_MS } from '@/config/limits';
import { LIVE_PATH } from '@/config/paths';
import { accessToken } from './session';
import { createStore, useStore } from './store';

const PING_MS = 25_000;
const PONG_WITHIN_MS = 10_000;
const LONGEST_WAIT_MS = 30_000;
const SILENT_AFTER_MS = 4_000;

export interface LiveEvent {
  source: string;
  name: string;
}

type Said = { type: 'hello' | 'pong' } | ({ type: 'event' } & LiveEvent);

const up = createStore(false);
let heardAt = 0;

/** Milliseconds to the next look at something in progress: quick when the socket is no help. */
export function pollInterval(now = Date.now()): number {
  return up.get() && now - heardAt < SILENT_AFTER_MS ? POLL_MS * 2 : POLL_MS;
}

export function useIsLive(): boolean {
  return useStore(up, (value) => value);
}

/** Keep a socket open until the returned function is called. */
export function goLive(onEvent: (event: LiveEvent) => void, onHello: () => void): () => void {
  let socket: WebSocket | null = null;
  let attempt = 0;
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const hear = (said: Said) => {
    heardAt = Date.now();
    clearTimeout(timer);
    timer = setTimeout(ping, PING_MS);
    if (said.type === 'event') onEvent(said);
    if (said.type !== 'hello') return;
    attempt = 0;
    up.set(true);
    onHello();
  };
  const ping = () => {
    socket?.send('{"action":"ping"}');
    timer = setTimeout(() => socket?.close(), PONG_WITHIN_MS);
  };
  const again = () => {
    up.set(false);
    clearTimeout(timer);
    if (stopped) return;
    const wait = Math.min(1000 * 2 ** attempt++, LONGEST_WAIT_MS);
    timer = setTimeout(() => void open(), wait * (0.75 + Math.random() / 2));
  };
  const open = async () => {
    const token = await accessToken().catch(() => null);
    if (stopped) return;
    if (!token) return again();
    socket = new WebSocket(location.origin.replace(/^http/, 'ws') + LIVE_PATH);
    socket.onopen = () => socket?.send(JSON.stringify({ action: 'hello', token }));
    socket.onmessage = (message) => hear(JSON.parse(String(message.data)) as Said);
    socket.onclose = again;
  };

  void open();
  return () => {
    stopped = true;
    clearTimeout(timer);
    socket?.close();
  };
}
