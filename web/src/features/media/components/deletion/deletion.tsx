import { lazy, Suspense, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { UndoNote } from '@/components/ui/undo-note';
import { createStore, useStore } from '@/lib/store';
import {
  deletePhotos,
  type PhotoInUse,
  restorePhotos,
  useLibraryMutation,
} from '../../api/library';

const InUseDrawer = lazy(async () => ({ default: (await import('./in-use-drawer')).InUseDrawer }));

/** The photos just deleted; undo stays possible on the next page. */
const recentlyDeleted = createStore<readonly string[]>([]);

/** Deletes photos at once, and asks only about those in use. */
export function useDeletion(onDeleted: () => void) {
  const [inUse, setInUse] = useState<PhotoInUse[]>([]);
  const remove = useLibraryMutation(({ ids, force }: { ids: readonly string[]; force: boolean }) =>
    deletePhotos(ids, force),
  );
  const start = (ids: readonly string[], force = false) =>
    remove.mutate(
      { ids, force },
      {
        onSuccess: (outcome) => {
          recentlyDeleted.set((before) =>
            force ? [...before, ...outcome.deleted] : outcome.deleted,
          );
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

export function DeletedNote() {
  const { t } = useTranslation();
  const ids = useStore(recentlyDeleted, (value) => value);
  const restore = useLibraryMutation(restorePhotos);
  const dismiss = useCallback(() => recentlyDeleted.set([]), []);
  if (ids.length === 0) return null;
  return (
    <UndoNote
      key={ids.join()}
      text={t('library.deletedNote', { count: ids.length })}
      onExpire={dismiss}
      onUndo={() => restore.mutate(ids, { onSettled: dismiss })}
    />
  );
}
