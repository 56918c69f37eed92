/** Where somebody wanted to go before they had to sign in. */
export interface Arrival {
  next?: string;
}

/** Only addresses of this app: `//elsewhere` is another host. */
export function arrival(search: Record<string, unknown>): Arrival {
  const { next } = search;
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? { next } : {};
}
