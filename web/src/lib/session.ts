/** Who is signed in. The access token lives in memory only; the refresh token in a cookie. */
import type { components } from '@/api/schema';
import { problemFrom, unreachable } from './problem';
import { createStore, useStore } from './store';

export type Session = components['schemas']['SessionRead'];
export type User = Session['user'];

const EXPIRY_MARGIN_SECONDS = 30;
/** A hint, not a secret: visitors who never signed in need no refresh call. */
const SIGNED_IN_HINT_KEY = 'haat.was-signed-in';
/** Somebody signed out here and the server does not know it yet: the cookie is still good. */
const SIGN_OUT_KEY = 'haat.sign-out';

interface ActiveSession {
  user: User;
  token: string;
  expiresAt: number;
}

const store = createStore<ActiveSession | null>(null);
let refreshing: Promise<boolean> | null = null;

export function startSession(session: Session): void {
  localStorage.setItem(SIGNED_IN_HINT_KEY, '1');
  localStorage.removeItem(SIGN_OUT_KEY);
  const expiresAt = Date.now() + (session.expires_in - EXPIRY_MARGIN_SECONDS) * 1000;
  store.set({ user: session.user, token: session.access_token, expiresAt });
}

export function endSession(): void {
  localStorage.removeItem(SIGNED_IN_HINT_KEY);
  store.set(null);
}

/** Sign out here at once; the server hears of it now, or as soon as it can be reached. */
export async function signOut(): Promise<void> {
  localStorage.setItem(SIGN_OUT_KEY, '1');
  endSession();
  await finishSignOut().catch(() => undefined);
}

/** Tell the server of a sign-out that it does not know yet; throws while it cannot be told. */
export function finishSignOut(): Promise<void> {
  return withRefreshLock(async () => {
    if (!signOutPending()) return;
    const response = await post('logout');
    if (!response.ok) throw problemFrom(response, null);
    localStorage.removeItem(SIGN_OUT_KEY);
  });
}

function signOutPending(): boolean {
  return localStorage.getItem(SIGN_OUT_KEY) !== null;
}

/** Who signs out in one tab is signed out in all. */
window.addEventListener('storage', ({ key, newValue }) => {
  if (key === SIGNED_IN_HINT_KEY && newValue === null) store.set(null);
});

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
  return localStorage.getItem(SIGNED_IN_HINT_KEY) !== null && !signOutPending();
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
function withRefreshLock<T>(work: () => Promise<T>): Promise<T> {
  return navigator.locks ? navigator.locks.request('haat-refresh', work) : work();
}

function post(what: 'refresh' | 'logout'): Promise<Response> {
  return fetch(`/api/v1/auth/${what}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
    keepalive: true,
  }).catch(() => {
    throw unreachable();
  });
}

async function rotate(): Promise<boolean> {
  if (signOutPending()) return false;
  const response = await post('refresh');
  // Somebody signed out meanwhile: what came is nobody's any more.
  if (signOutPending()) return false;
  if (response.ok) {
    const answer = (await response.json()) as components['schemas']['Success_SessionRead_'];
    startSession(answer.data);
    return true;
  }
  if (response.status >= 500 || response.status === 429) throw problemFrom(response, null);
  endSession();
  return false;
}
