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
  /** Whether a call reached the server, perhaps, and no answer came: it may be carried out yet. */
  isUnanswered(): boolean;
}

interface Sent {
  key: string;
  /** Whether a call with the key was more than turned away at the door. */
  hasReached: boolean;
}

const TOO_MANY = 429;

/** A refusal for what else is going on, such as too many calls, says nothing of the press. */
function isAnswer(error: unknown): boolean {
  const { isTransient, status, code } = problemOf(error);
  const isStillRunning = status === 409 && code === 'conflict';
  return !isTransient && !isStillRunning;
}

export function createPress(): Press {
  /** By wish. */
  const unanswered = new Map<string, Sent>();
  return {
    async send(wish, call) {
      const text = JSON.stringify(wish);
      const sent = unanswered.get(text) ?? { key: crypto.randomUUID(), hasReached: false };
      unanswered.set(text, sent);
      try {
        const answer = await call({ 'Idempotency-Key': sent.key });
        unanswered.delete(text);
        return answer;
      } catch (error) {
        if (isAnswer(error)) unanswered.delete(text);
        else if (problemOf(error).status !== TOO_MANY) sent.hasReached = true;
        throw error;
      }
    },
    isUnanswered: () => [...unanswered.values()].some((one) => one.hasReached),
  };
}

/** The press of a button of this component, for as long as the component is shown. */
export function usePress(): Press {
  return useState(createPress)[0];
}
