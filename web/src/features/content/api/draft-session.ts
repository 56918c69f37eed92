/** The editing session of one draft: local changes show at once and are saved in the background. */
import type { QueryClient } from '@tanstack/react-query';
import { AUTOSAVE_MS } from '@/config/limits';
import { type Autosave, createAutosave } from '@/lib/autosave';
import { problemOf } from '@/lib/problem';
import { createStore, type Store } from '@/lib/store';
import { contentKeys } from '../keys';
import {
  changeOf,
  type FieldRef,
  type FieldValue,
  fieldPath,
  fieldValueOf,
  mergeChanges,
  withLocalChanges,
  withoutField,
} from './draft-changes';
import { getDraft, regenerateField, rewriteDraft, updateDraft } from './drafts';
import type { Draft, DraftChanges } from './types';

/** The regeneration of one field; `before` is the value that undo restores. */
export interface Regeneration {
  fieldRef: FieldRef;
  jobId: string;
  before: FieldValue;
  finished: boolean;
}

export interface DraftSession {
  /** Every change made here since the draft was last written. */
  localChanges: Store<DraftChanges>;
  autosave: Autosave<DraftChanges>;
  /** Regenerations by the path of their field. */
  regenerations: Store<Readonly<Record<string, Regeneration>>>;
  change(changes: DraftChanges): void;
  /** Save without waiting, after what was typed; for a selection rather than for typing. */
  saveNow(changes: DraftChanges): Promise<void>;
  rewrite(): Promise<void>;
  regenerate(fieldRef: FieldRef, instruction: string): Promise<void>;
  /** The job is done: drop the local change of the field and read the draft again. */
  finishRegeneration(path: string): Promise<void>;
  undoRegeneration(path: string): void;
  dismissRegeneration(path: string): void;
  /** Save, run `act` with the draft of the server, and show its result. */
  withServer(act: (draft: Draft) => Promise<Draft>): Promise<Draft>;
  /** Save what is pending, then return the draft of the server. */
  saveAndRefetch(): Promise<Draft>;
}

const CONFLICT_STATUSES = [409, 412];

export function createDraftSession(client: QueryClient, draftId: string): DraftSession {
  const key = contentKeys.draft(draftId);
  const localChanges = createStore<DraftChanges>({});
  const regenerations = createStore<Readonly<Record<string, Regeneration>>>({});
  const currentDraft = async () => client.getQueryData<Draft>(key) ?? (await getDraft(draftId));
  const setDraft = (draft: Draft) => client.setQueryData(key, draft);

  const save = async (changes: DraftChanges) => {
    await client.cancelQueries({ queryKey: key });
    try {
      setDraft(await updateDraft(await currentDraft(), changes));
    } catch (error) {
      if (!CONFLICT_STATUSES.includes(problemOf(error).status)) throw error;
      // The copy job saved in between. The person's fields are applied to the newer version.
      setDraft(await updateDraft(await getDraft(draftId), changes));
    }
  };
  const autosave = createAutosave({ wait: AUTOSAVE_MS, merge: mergeChanges, save });
  const refetch = async () => {
    const draft = await getDraft(draftId);
    setDraft(draft);
    return draft;
  };
  const change = (changes: DraftChanges) => {
    localChanges.set((now) => mergeChanges(now, changes));
    autosave.put(changes);
  };
  const saveAndRefetch = async () => {
    await autosave.flush();
    return refetch();
  };
  const context = { localChanges, regenerations, change, currentDraft, refetch, draftId };
  return {
    localChanges,
    autosave,
    regenerations,
    change,
    saveAndRefetch,
    ...regenerationActions({ ...context, flush: autosave.flush }),
    async saveNow(changes) {
      await autosave.flush();
      await save(changes);
      localChanges.set((now) => withoutOverridden(now, changes));
    },
    async rewrite() {
      await autosave.flush();
      localChanges.set({});
      setDraft(await rewriteDraft(draftId));
    },
    async withServer(act) {
      const draft = await act(await saveAndRefetch());
      localChanges.set({});
      setDraft(draft);
      return draft;
    },
  };
}

interface RegenerationContext
  extends Pick<DraftSession, 'localChanges' | 'regenerations' | 'change'> {
  draftId: string;
  currentDraft: () => Promise<Draft>;
  refetch: () => Promise<Draft>;
  flush: () => Promise<void>;
}

type RegenerationActions = Pick<
  DraftSession,
  'regenerate' | 'finishRegeneration' | 'undoRegeneration' | 'dismissRegeneration'
>;

/** Regenerating single fields: starting the job, taking over its result, and undoing it. */
function regenerationActions(context: RegenerationContext): RegenerationActions {
  const { localChanges, regenerations, change, currentDraft, refetch, flush, draftId } = context;
  const dismissRegeneration = (path: string) =>
    regenerations.set(({ [path]: _, ...others }) => others);
  return {
    dismissRegeneration,
    async regenerate(fieldRef, instruction) {
      await flush();
      const draft = withLocalChanges(await currentDraft(), localChanges.get());
      const before = fieldValueOf(draft, fieldRef);
      const job = await regenerateField(draftId, { ...fieldRef, instruction });
      const regeneration = { fieldRef, jobId: job.job_id, before, finished: false };
      regenerations.set((all) => ({ ...all, [fieldPath(fieldRef)]: regeneration }));
    },
    async finishRegeneration(path) {
      const regeneration = regenerations.get()[path];
      if (!regeneration || regeneration.finished) return;
      regenerations.set((all) => ({ ...all, [path]: { ...regeneration, finished: true } }));
      localChanges.set((now) => withoutField(now, regeneration.fieldRef));
      await refetch();
    },
    undoRegeneration(path) {
      const regeneration = regenerations.get()[path];
      if (regeneration) change(changeOf(regeneration.fieldRef, regeneration.before));
      dismissRegeneration(path);
    },
  };
}

/** The local changes without those that a saved selection overrides on the server. */
function withoutOverridden(changes: DraftChanges, saved: DraftChanges): DraftChanges {
  const overridden = Object.entries(saved.platforms ?? {})
    .filter(([, text]) => text.reset || text.language || text.template_id !== undefined)
    .map(([name]) => name);
  const { platforms, copies, ...rest } = changes;
  const keptPlatforms = Object.entries(platforms ?? {}).filter(
    ([name]) => !overridden.includes(name),
  );
  const keptCopies = Object.entries(copies ?? {}).filter(
    ([code]) => !saved.languages || saved.languages.some((one) => one === code),
  );
  return {
    ...rest,
    platforms: Object.fromEntries(keptPlatforms),
    copies: Object.fromEntries(keptCopies),
  };
}
