/** What was connected when the person left for a platform: anything else came of that visit. */
import type { Connection } from './types';

const KEY = 'haat.connected-before';

/** Tells a connection from others, and from itself before it was renewed. */
export function connectionMark({ connection_id, connected_at }: Connection): string {
  return `${connection_id} ${connected_at}`;
}

export function rememberConnected(connections: readonly Connection[]): void {
  const marks = connections.filter(({ status }) => status === 'connected').map(connectionMark);
  sessionStorage.setItem(KEY, JSON.stringify(marks));
}

/** The marks of what was connected then; null if nobody left from this window. */
export function connectedBefore(): readonly string[] | null {
  const kept = sessionStorage.getItem(KEY);
  return kept === null ? null : (JSON.parse(kept) as string[]);
}
