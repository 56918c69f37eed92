import { lazy, Suspense, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createStore, useStore } from '@/lib/store';
import { deletePhotos, type InUse, restorePhotos, useLibraryChange } from '../api/library';
import { UndoNote } from './undo-note';

const InUseDrawer = lazy(async () => ({ default: (await import('./in-use-drawer')).InUseDrawer }));

/** What was just deleted; the way back stays open on whatever page comes next. */
const gone = createStore<readonly string[]>([]);

/** Delete at once, and ask only about what is in use. */
export function useDeletion(onDeleted: () => void) {
  const [inUse, setInUse] = useState<InUse[]>([]);
  const remove = useLibraryChange(({ ids, force }: { ids: readonly string[]; force: boolean }) =>
    deletePhotos(ids, force),
  );
  const start = (ids: readonly string[], force = false) =>
    remove.mutate(
      { ids, force },
      {
        onSuccess: (outcome) => {
          gone.set((before) => (force ? [...before, ...outcome.deleted] : outcome.deleted));
          setInUse(outcome.inUse);
          if (outcome.deleted.length > 0) onDeleted();
        },
      },
    );
  const question = inUse.length > 0 && (
    <Suspense>
      <InUseDrawer
        inUse={inUse}
        onClose={() => setInUse([])}
        onDeleteAll={() =>
          start(
            inUse.map((one) => one.photoId),
            true,
          )
        }
      />
    </Suspense>
  );
  return { start, question, error: remove.error ?? remove.data?.problem, busy: remove.isPending };
}

export function GoneNote() {
  const { t } = useTranslation();
  const ids = useStore(gone, (value) => value);
  const restore = useLibraryChange(restorePhotos);
  const over = useCallback(() => gone.set([]), []);
  if (ids.length === 0) return null;
  return (
    <UndoNote
      key={ids.join()}
      text={t('library.gone', { count: ids.length })}
      onOver={over}
      onUndo={() => restore.mutate(ids, { onSettled: over })}
    />
  );
}
