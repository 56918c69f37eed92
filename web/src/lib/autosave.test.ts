import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createAutosave } from './autosave';

type Change = Record<string, string>;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function notebook() {
  const saved: Change[] = [];
  let answer = () => Promise.resolve();
  const autosave = createAutosave<Change>({
    wait: 700,
    merge: (earlier, later) => ({ ...earlier, ...later }),
    save: async (change) => {
      await answer();
      saved.push(change);
    },
  });
  return {
    saved,
    autosave,
    breakDown: () => {
      answer = () => Promise.reject(new Error('cut'));
    },
    slow: (promise: Promise<void>) => {
      answer = () => promise;
    },
    mend: () => {
      answer = () => Promise.resolve();
    },
  };
}

test('keystrokes become one save, after the last of them', async () => {
  const { autosave, saved } = notebook();
  autosave.put({ title: 'B' });
  await vi.advanceTimersByTimeAsync(500);
  autosave.put({ title: 'Bo' });
  autosave.put({ price: '5' });
  await vi.advanceTimersByTimeAsync(699);
  expect(saved).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(saved).toEqual([{ title: 'Bo', price: '5' }]);
  expect(autosave.state.get()).toBe('saved');
});

test('what could not be saved is kept under what came later, and goes with it', async () => {
  const { autosave, saved, breakDown, mend } = notebook();
  breakDown();
  autosave.put({ title: 'old', story: 'kept' });
  await vi.advanceTimersByTimeAsync(700);
  expect(autosave.state.get()).toBe('failed');
  mend();
  autosave.put({ title: 'new' });
  await autosave.flush();
  expect(saved).toEqual([{ title: 'new', story: 'kept' }]);
});

test('flush rejects when it cannot save, and a second one tries again', async () => {
  const { autosave, saved, breakDown, mend } = notebook();
  breakDown();
  autosave.put({ title: 'x' });
  await expect(autosave.flush()).rejects.toThrow('cut');
  mend();
  await autosave.flush();
  expect(saved).toEqual([{ title: 'x' }]);
});

test('saves never run side by side', async () => {
  const { autosave, saved, slow, mend } = notebook();
  let release = () => {};
  slow(
    new Promise((resolve) => {
      release = resolve;
    }),
  );
  autosave.put({ title: '1' });
  const first = autosave.flush();
  await vi.advanceTimersByTimeAsync(0);
  mend();
  autosave.put({ title: '2' });
  const second = autosave.flush();
  await vi.advanceTimersByTimeAsync(0);
  expect(saved).toEqual([]);
  release();
  await Promise.all([first, second]);
  expect(saved).toEqual([{ title: '1' }, { title: '2' }]);
});
