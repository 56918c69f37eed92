/** Who is signed in. The access token lives in memory only; the refresh token in a cookie. */
import type { Session, User } from '@/api/shapes';
import { problemFrom, unreachable } from './problem';
import { createStore, useStore } from './store';

const EARLY_SECONDS = 30;
/** Not a secret: it only spares visitors who never signed in a call that must fail. */
const HINT = 'haat.was-signed-in';

interface Present {
  user: User;
  token: string;
  expiresAt: number;
}

const store = createStore<Present | null>(null);
let refreshing: Promise<boolean> | null = null;

export function startSession(session: Session): void {
  localStorage.setItem(HINT, '1');
  const expiresAt = Date.now() + (session.expires_in - EARLY_SECONDS) * 1000;
  store.set({ user: session.user, token: session.access_token, expiresAt });
}

export function endSession(): void {
  localStorage.removeItem(HINT);
  store.set(null);
}

export function changeUser(user: User): void {
  store.set((now) => now && { ...now, user });
}

export function currentUser(): User | null {
  return store.get()?.user ?? null;
}

export function useUser(): User | null {
  return useStore(store, (now) => now?.user ?? null);
}

/** Whether somebody was signed in when this browser was last here. */
export function wasSignedIn(): boolean {
  return localStorage.getItem(HINT) !== null;
}

/** A token that is still good, or null when nobody is signed in. */
export async function accessToken(): Promise<string | null> {
  const now = store.get();
  if (now && Date.now() < now.expiresAt) return now.token;
  if (!now && !wasSignedIn()) return null;
  await refreshSession();
  return store.get()?.token ?? null;
}

/** Ask for a new access token, once however many callers wait; false = signed out. */
export function refreshSession(): Promise<boolean> {
  refreshing ??= inTurn(rotate).finally(() => {
    refreshing = null;
  });
  return refreshing;
}

/** Tabs take turns: two that rotate the same refresh token at once look like a thief. */
function inTurn(work: () => Promise<boolean>): Promise<boolean> {
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
    const answer = (await response.json()) as { data: Session };
    startSession(answer.data);
    return true;
  }
  if (response.status >= 500 || response.status === 429) throw problemFrom(response, null);
  endSession();
  return false;
}
