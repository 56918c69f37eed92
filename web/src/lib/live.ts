/** The live socket: its events say which queries to refetch and carry no data. */

import { POLL_MS } from '@/config/limits';
import { LIVE_PATH } from '@/config/paths';
import { accessToken } from './session';
import { createStore, useStore } from './store';

const PING_MS = 25_000;
const PONG_TIMEOUT_MS = 10_000;
const MAX_RECONNECT_MS = 30_000;
const STALE_AFTER_MS = 4_000;

export interface LiveEvent {
  source: string;
  name: string;
}

type ServerMessage = { type: 'hello' | 'pong' } | ({ type: 'event' } & LiveEvent);

const isConnected = createStore(false);
let lastMessageAt = 0;

/** Milliseconds to the next poll of something in progress: shorter while the socket is silent. */
export function pollInterval(now = Date.now()): number {
  return isConnected.get() && now - lastMessageAt < STALE_AFTER_MS ? POLL_MS * 2 : POLL_MS;
}

export function useIsLive(): boolean {
  return useStore(isConnected, (value) => value);
}

/** Keep a socket open until the returned function is called. */
export function connectLive(
  onEvent: (event: LiveEvent) => void,
  onConnected: () => void,
): () => void {
  let socket: WebSocket | null = null;
  let attempt = 0;
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const onMessage = (message: ServerMessage) => {
    lastMessageAt = Date.now();
    clearTimeout(timer);
    timer = setTimeout(ping, PING_MS);
    if (message.type === 'event') onEvent(message);
    if (message.type !== 'hello') return;
    attempt = 0;
    isConnected.set(true);
    onConnected();
  };
  const ping = () => {
    socket?.send('{"action":"ping"}');
    timer = setTimeout(() => socket?.close(), PONG_TIMEOUT_MS);
  };
  const reconnect = () => {
    isConnected.set(false);
    clearTimeout(timer);
    if (stopped) return;
    const wait = Math.min(1000 * 2 ** attempt++, MAX_RECONNECT_MS);
    timer = setTimeout(() => void open(), wait * (0.75 + Math.random() / 2));
  };
  const open = async () => {
    const token = await accessToken().catch(() => null);
    if (stopped) return;
    if (!token) return reconnect();
    socket = new WebSocket(location.origin.replace(/^http/, 'ws') + LIVE_PATH);
    socket.onopen = () => socket?.send(JSON.stringify({ action: 'hello', token }));
    socket.onmessage = (message) => onMessage(JSON.parse(String(message.data)) as ServerMessage);
    socket.onclose = reconnect;
  };

  void open();
  return () => {
    stopped = true;
    clearTimeout(timer);
    socket?.close();
  };
}
