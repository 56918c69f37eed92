/** Who is signed in. The access token lives in memory only; the refresh token in a cookie. */
import type { components } from '@/api/schema';
import { problemFrom, unreachable } from './problem';
import { createStore, useStore } from './store';

export type Session = components['schemas']['SessionRead'];
export type User = Session['user'];

const EXPIRY_MARGIN_SECONDS = 30;
/** A hint, not a secret: visitors who never signed in need no refresh call. */
const SIGNED_IN_HINT_KEY = 'haat.was-signed-in';

interface ActiveSession {
  user: User;
  token: string;
  expiresAt: number;
}

const store = createStore<ActiveSession | null>(null);
let refreshing: Promise<boolean> | null = null;

export function startSession(session: Session): void {
  localStorage.setItem(SIGNED_IN_HINT_KEY, '1');
  const expiresAt = Date.now() + (session.expires_in - EXPIRY_MARGIN_SECONDS) * 1000;
  store.set({ user: session.user, token: session.access_token, expiresAt });
}

export function endSession(): void {
  localStorage.removeItem(SIGNED_IN_HINT_KEY);
  store.set(null);
}

export function updateUser(user: User): void {
  store.set((now) => now && { ...now, user });
}

export function currentUser(): User | null {
  return store.get()?.user ?? null;
}

export function useUser(): User | null {
  return useStore(store, (now) => now?.user ?? null);
}

/** Whether somebody was signed in when this browser was last used here. */
export function wasSignedIn(): boolean {
  return localStorage.getItem(SIGNED_IN_HINT_KEY) !== null;
}

/** A valid access token, or null when nobody is signed in. */
export async function accessToken(): Promise<string | null> {
  const now = store.get();
  if (now && Date.now() < now.expiresAt) return now.token;
  if (!now && !wasSignedIn()) return null;
  await refreshSession();
  return store.get()?.token ?? null;
}

/** Request a new access token, once for all waiting callers; false = signed out. */
export function refreshSession(): Promise<boolean> {
  refreshing ??= withRefreshLock(rotate).finally(() => {
    refreshing = null;
  });
  return refreshing;
}

/** One tab at a time: the same refresh token rotated twice at once looks stolen. */
function withRefreshLock(work: () => Promise<boolean>): Promise<boolean> {
  return navigator.locks ? navigator.locks.request('haat-refresh', work) : work();
}

async function rotate(): Promise<boolean> {
  const response = await fetch('/api/v1/auth/refresh', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  }).catch(() => {
    throw unreachable();
  });
  if (response.ok) {
    const answer = (await response.json()) as components['schemas']['Success_SessionRead_'];
    startSession(answer.data);
    return true;
  }
  if (response.status >= 500 || response.status === 429) throw problemFrom(response, null);
  endSession();
  return false;
}
