/** The search parameters of the sign-in page; `next` is where to go afterwards. */
export interface SignInSearch {
  next?: string;
}

/** Accepts only paths of this app: `//elsewhere` is another host. */
export function signInSearch(search: Record<string, unknown>): SignInSearch {
  const { next } = search;
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? { next } : {};
}
