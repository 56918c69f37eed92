/** Debounced saving: one save at a time; changes of a failed save are kept for the next. */
import { createStore, type Store } from './store';

export type SaveState = 'saved' | 'waiting' | 'saving' | 'failed';

export interface Autosave<T> {
  state: Store<SaveState>;
  /** Why the last save failed; null when it did not. */
  error: Store<unknown>;
  /** Queue a change; a later change is merged over an earlier one. */
  put(change: T): void;
  /** Save pending changes now; rejects if the save fails. */
  flush(): Promise<void>;
}

export function createAutosave<T>(options: {
  wait: number;
  merge: (earlier: T, later: T) => T;
  save: (change: T) => Promise<unknown>;
}): Autosave<T> {
  const state = createStore<SaveState>('saved');
  const lastError = createStore<unknown>(null);
  let pending: { change: T } | null = null;
  let running: Promise<void> = Promise.resolve();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const saveNext = async () => {
    if (!pending) return;
    const { change } = pending;
    pending = null;
    state.set('saving');
    try {
      await options.save(change);
    } catch (error) {
      const newer = pending as { change: T } | null;
      pending = { change: newer ? options.merge(change, newer.change) : change };
      lastError.set(error);
      state.set('failed');
      throw error;
    }
    lastError.set(null);
    if (!pending) state.set('saved');
  };
  const flush = () => {
    clearTimeout(timer);
    running = running.catch(() => undefined).then(saveNext);
    return running;
  };
  return {
    state,
    error: lastError,
    flush,
    put(change) {
      pending = { change: pending ? options.merge(pending.change, change) : change };
      state.set('waiting');
      clearTimeout(timer);
      timer = setTimeout(() => void flush().catch(() => undefined), options.wait);
    },
  };
}
