/** Saves what a person types a moment after they stop, one save at a time, nothing lost. */
import { createStore, type Store } from './store';

export type SaveState = 'saved' | 'waiting' | 'saving' | 'failed';

export interface Autosave<T> {
  state: Store<SaveState>;
  /** Why the last save failed; null when it did not. */
  error: Store<unknown>;
  /** Remember a change; a later change is merged over an earlier one. */
  put(change: T): void;
  /** Save now what waits; rejects if it cannot be saved. */
  flush(): Promise<void>;
}

export function createAutosave<T>(options: {
  wait: number;
  merge: (earlier: T, later: T) => T;
  save: (change: T) => Promise<unknown>;
}): Autosave<T> {
  const state = createStore<SaveState>('saved');
  const trouble = createStore<unknown>(null);
  let waiting: { change: T } | null = null;
  let running: Promise<void> = Promise.resolve();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const drain = async () => {
    if (!waiting) return;
    const { change } = waiting;
    waiting = null;
    state.set('saving');
    try {
      await options.save(change);
    } catch (error) {
      const newer = waiting as { change: T } | null;
      waiting = { change: newer ? options.merge(change, newer.change) : change };
      trouble.set(error);
      state.set('failed');
      throw error;
    }
    trouble.set(null);
    if (!waiting) state.set('saved');
  };
  const flush = () => {
    clearTimeout(timer);
    running = running.catch(() => undefined).then(drain);
    return running;
  };
  return {
    state,
    error: trouble,
    flush,
    put(change) {
      waiting = { change: waiting ? options.merge(waiting.change, change) : change };
      state.set('waiting');
      clearTimeout(timer);
      timer = setTimeout(() => void flush().catch(() => undefined), options.wait);
    },
  };
}
