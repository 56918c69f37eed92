/** A press of a button that creates something: its Idempotency-Key names the press. */
import { useState } from 'react';
import { problemOf } from './problem';

type KeyHeader = Record<'Idempotency-Key', string>;

export interface Press {
  /**
   * Make a call with the key of this press. While no answer is in, the next call of the same
   * `wish` has the same key, so that the server makes nothing twice; after an answer, or for
   * another wish, it has a new one, so that an old answer is never repeated as a new one.
   */
  send<T>(wish: unknown, call: (headers: KeyHeader) => Promise<T>): Promise<T>;
}

/** A refusal for what else is going on, such as too many calls, says nothing of the press. */
function isAnswer(error: unknown): boolean {
  const { kind, status, code } = problemOf(error);
  const isStillRunning = status === 409 && code === 'conflict';
  return kind === 'refused' && status !== 429 && !isStillRunning;
}

export function createPress(): Press {
  let unanswered: { wish: string; key: string } | null = null;
  return {
    async send(wish, call) {
      const text = JSON.stringify(wish);
      if (unanswered?.wish !== text) unanswered = { wish: text, key: crypto.randomUUID() };
      try {
        const answer = await call({ 'Idempotency-Key': unanswered.key });
        unanswered = null;
        return answer;
      } catch (error) {
        if (isAnswer(error)) unanswered = null;
        throw error;
      }
    },
  };
}

/** The press of a button of this component, for as long as the component is shown. */
export function usePress(): Press {
  return useState(createPress)[0];
}
