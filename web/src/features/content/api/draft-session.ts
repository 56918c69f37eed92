/** Editing one draft: what the person typed wins on screen, and is saved behind their back. */
import type { QueryClient } from '@tanstack/react-query';
import type { Draft, DraftChanges, FactsChanges } from '@/api/shapes';
import { AUTOSAVE_MS } from '@/config/limits';
import { type Autosave, createAutosave } from '@/lib/autosave';
import { problemOf } from '@/lib/problem';
import { keys } from '@/lib/query';
import { createStore, type Store } from '@/lib/store';
import {
  changeAt,
  mergeChanges,
  overlay,
  type Place,
  pathOf,
  type Worth,
  without,
  worthAt,
} from './draft-changes';
import { changeDraft, getDraft, regenerateField, rewriteDraft } from './drafts';

/** A field that is being written anew, or was: `before` is what undo brings back. */
export interface Anew {
  place: Place;
  jobId: string;
  before: Worth;
  over: boolean;
}

export interface DraftSession {
  /** Everything changed here since the words were last written. */
  mine: Store<DraftChanges>;
  autosave: Autosave<DraftChanges>;
  /** Facts that came from elsewhere than the form, so that the form can show them. */
  told: Store<FactsChanges>;
  /** Fields written anew, by their path. */
  anew: Store<Readonly<Record<string, Anew>>>;
  change(changes: DraftChanges): void;
  /** Save at once, after what was typed; for a choice rather than for typing. */
  choose(changes: DraftChanges): Promise<void>;
  /** Add to the facts: the answer to a question. */
  answer(facts: FactsChanges): void;
  rewrite(facts: FactsChanges): Promise<void>;
  regenerate(place: Place, instruction: string): Promise<void>;
  /** The job is over: show what the server has now. */
  regenerated(path: string): Promise<void>;
  undo(path: string): void;
  forget(path: string): void;
  /** Do something with the draft as the server has it, and show what becomes of it. */
  withServer(act: (draft: Draft) => Promise<Draft>): Promise<Draft>;
  /** Save what waits, and answer the draft as the server has it. */
  settled(): Promise<Draft>;
}

const STALE = [409, 412];

export function createDraftSession(client: QueryClient, draftId: string): DraftSession {
  const key = keys.draft(draftId);
  const mine = createStore<DraftChanges>({});
  const told = createStore<FactsChanges>({});
  const anew = createStore<Readonly<Record<string, Anew>>>({});
  const known = async () => client.getQueryData<Draft>(key) ?? (await getDraft(draftId));
  const show = (draft: Draft) => client.setQueryData(key, draft);

  const save = async (changes: DraftChanges) => {
    await client.cancelQueries({ queryKey: key });
    try {
      show(await changeDraft(await known(), changes));
    } catch (error) {
      if (!STALE.includes(problemOf(error).status)) throw error;
      // The writer saved in between. These fields are the person's: they go on top.
      show(await changeDraft(await getDraft(draftId), changes));
    }
  };
  const autosave = createAutosave({ wait: AUTOSAVE_MS, merge: mergeChanges, save });
  const fresh = async () => {
    const draft = await getDraft(draftId);
    show(draft);
    return draft;
  };
  const change = (changes: DraftChanges) => {
    mine.set((now) => mergeChanges(now, changes));
    autosave.put(changes);
  };
  const settled = async () => {
    await autosave.flush();
    return fresh();
  };
  return {
    mine,
    autosave,
    told,
    anew,
    change,
    settled,
    ...fieldsAnew({ mine, anew, change, known, fresh, flush: autosave.flush, draftId }),
    async choose(changes) {
      await autosave.flush();
      await save(changes);
      mine.set((now) => dropped(now, changes));
    },
    answer(facts) {
      told.set(facts);
      change({ facts });
    },
    async rewrite(facts) {
      await autosave.flush();
      mine.set({});
      // Changed facts are written about as soon as they are saved: asking again would do it twice.
      if (client.getQueryData<Draft>(key)?.status === 'writing') return;
      show(await rewriteDraft(draftId, facts));
    },
    async withServer(act) {
      const draft = await act(await settled());
      mine.set({});
      show(draft);
      return draft;
    },
  };
}

interface Desk extends Pick<DraftSession, 'mine' | 'anew' | 'change'> {
  draftId: string;
  known: () => Promise<Draft>;
  fresh: () => Promise<Draft>;
  flush: () => Promise<void>;
}

type Fields = Pick<DraftSession, 'regenerate' | 'regenerated' | 'undo' | 'forget'>;

/** Writing single fields anew: the job, what comes of it, and the way back. */
function fieldsAnew({ mine, anew, change, known, fresh, flush, draftId }: Desk): Fields {
  const forget = (path: string) => anew.set(({ [path]: _, ...others }) => others);
  return {
    forget,
    async regenerate(place, instruction) {
      await flush();
      const before = worthAt(overlay(await known(), mine.get()), place);
      const job = await regenerateField(draftId, { ...place, instruction });
      const entry = { place, jobId: job.job_id, before, over: false };
      anew.set((all) => ({ ...all, [pathOf(place)]: entry }));
    },
    async regenerated(path) {
      const entry = anew.get()[path];
      if (!entry || entry.over) return;
      anew.set((all) => ({ ...all, [path]: { ...entry, over: true } }));
      mine.set((now) => without(now, entry.place));
      await fresh();
    },
    undo(path) {
      const entry = anew.get()[path];
      if (entry) change(changeAt(entry.place, entry.before));
      forget(path);
    },
  };
}

/** Own words that a choice has made old: those of texts that follow others again. */
function dropped(now: DraftChanges, choice: DraftChanges): DraftChanges {
  const gone = Object.entries(choice.platforms ?? {})
    .filter(([, text]) => text.reset || text.language || text.template_id !== undefined)
    .map(([name]) => name);
  const { platforms, copies, ...rest } = now;
  const kept = Object.entries(platforms ?? {}).filter(([name]) => !gone.includes(name));
  const spoken = Object.entries(copies ?? {}).filter(
    ([code]) => !choice.languages || choice.languages.some((one) => one === code),
  );
  return {
    ...rest,
    platforms: Object.fromEntries(kept),
    copies: Object.fromEntries(spoken),
  };
}
