/** Editing one draft: what the person typed wins on screen, and is saved behind their back. */
import type { QueryClient } from '@tanstack/react-query';
import type { Draft, DraftChanges, FactsChanges } from '@/api/shapes';
import { AUTOSAVE_MS } from '@/config/limits';
import { type Autosave, createAutosave } from '@/lib/autosave';
import { problemOf } from '@/lib/problem';
import { keys } from '@/lib/query';
import { createStore, type Store } from '@/lib/store';
import { mergeChanges } from './draft-changes';
import { changeDraft, getDraft, rewriteDraft } from './drafts';

export interface DraftSession {
  /** Everything changed here since the words were last written. */
  mine: Store<DraftChanges>;
  autosave: Autosave<DraftChanges>;
  change(changes: DraftChanges): void;
  rewrite(facts: FactsChanges): Promise<void>;
  /** Save what waits, and answer the draft as the server has it. */
  settled(): Promise<Draft>;
}

const STALE = [409, 412];

export function createDraftSession(client: QueryClient, draftId: string): DraftSession {
  const key = keys.draft(draftId);
  const mine = createStore<DraftChanges>({});
  const known = async () => client.getQueryData<Draft>(key) ?? (await getDraft(draftId));

  const save = async (changes: DraftChanges) => {
    await client.cancelQueries({ queryKey: key });
    try {
      client.setQueryData(key, await changeDraft(await known(), changes));
    } catch (error) {
      if (!STALE.includes(problemOf(error).status)) throw error;
      // The writer saved in between. These fields are the person's: they go on top.
      client.setQueryData(key, await changeDraft(await getDraft(draftId), changes));
    }
  };
  const autosave = createAutosave({ wait: AUTOSAVE_MS, merge: mergeChanges, save });
  return {
    mine,
    autosave,
    change(changes) {
      mine.set((now) => mergeChanges(now, changes));
      autosave.put(changes);
    },
    async rewrite(facts) {
      await autosave.flush();
      mine.set({});
      // Changed facts are written about as soon as they are saved: asking again would do it twice.
      if (client.getQueryData<Draft>(key)?.status === 'writing') return;
      client.setQueryData(key, await rewriteDraft(draftId, facts));
    },
    async settled() {
      await autosave.flush();
      const draft = await getDraft(draftId);
      client.setQueryData(key, draft);
      return draft;
    },
  };
}
