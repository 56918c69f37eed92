import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { forEachParallel, movePhotos, updatePhoto, useLibraryMutation } from '../../api/library';
import type { Photo } from '../../api/types';
import { useDeletion } from '../deletion/deletion';
import { PhotoGrid } from './photo-grid';
import { useSelection } from './selection';

const DeletedList = lazy(async () => ({ default: (await import('./deleted-list')).DeletedList }));
const SelectionBar = lazy(async () => ({
  default: (await import('./selection-bar')).SelectionBar,
}));
const MoveDrawer = lazy(async () => ({
  default: (await import('./folder-and-tag-drawers')).MoveDrawer,
}));
const TagDrawer = lazy(async () => ({
  default: (await import('./folder-and-tag-drawers')).TagDrawer,
}));

interface LibraryProps {
  photos: readonly Photo[];
  deleted: boolean;
  more: (() => unknown) | null;
  fetching: boolean;
  onPost: (photoIds: string[]) => void;
}

/** The found photos, and the bulk actions on the selected ones. */
export function Library({ photos, deleted, more, fetching, onPost }: LibraryProps) {
  const { t } = useTranslation();
  if (photos.length === 0 && !more)
    return <p className="py-10 text-center text-lead text-soft">{t(emptyText(deleted))}</p>;
  return (
    <>
      <Suspense>
        {deleted ? (
          <DeletedList photos={photos} />
        ) : (
          <ActivePhotos photos={photos} onPost={onPost} />
        )}
      </Suspense>
      {more && <LoadMore onMore={more} busy={fetching} />}
    </>
  );
}

const emptyText = (deleted: boolean) => (deleted ? 'library.noneDeleted' : 'library.none');

function ActivePhotos({ photos, onPost }: Pick<LibraryProps, 'photos' | 'onPost'>) {
  const selection = useSelection(photos.map((one) => one.photo_id));
  const chosen = photos.filter((one) => selection.chosen.has(one.photo_id));
  const [asking, setAsking] = useState<'move' | 'tag' | null>(null);
  const deletion = useDeletion(selection.clear);
  const file = useLibraryMutation((change: () => Promise<unknown>) => change());
  const finish = async (change: () => Promise<unknown>) => {
    await file.mutateAsync(change);
    selection.clear();
  };
  const drop = () => deletion.start(chosen.map((one) => one.photo_id));
  return (
    <>
      {deletion.error ? <Failure error={deletion.error} /> : null}
      <PhotoGrid photos={photos} selection={selection} onDelete={drop} />
      {deletion.question}
      <Suspense>
        {chosen.length > 0 && (
          <SelectionBar
            count={chosen.length}
            busy={deletion.busy}
            onClear={selection.clear}
            onMove={() => setAsking('move')}
            onTag={() => setAsking('tag')}
            onDelete={drop}
            onPost={() => onPost(chosen.map((one) => one.photo_id))}
          />
        )}
        {asking === 'move' && (
          <MoveDrawer
            open
            count={chosen.length}
            onClose={() => setAsking(null)}
            onMove={(folder) => finish(() => movePhotos([...selection.chosen], folder))}
          />
        )}
        {asking === 'tag' && (
          <TagDrawer
            open
            count={chosen.length}
            onClose={() => setAsking(null)}
            onTag={(tags) =>
              finish(() =>
                forEachParallel(chosen, ({ photo_id: id, tags: had }) =>
                  updatePhoto(id, { tags: [...new Set([...had, ...tags])] }),
                ),
              )
            }
          />
        )}
      </Suspense>
    </>
  );
}

/** Loads the next page when the end is near, or on a press. */
function LoadMore({ onMore, busy }: { onMore: () => unknown; busy: boolean }) {
  const { t } = useTranslation();
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!end.current || busy || typeof IntersectionObserver === 'undefined') return;
    const watch = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) onMore();
      },
      { rootMargin: '600px' },
    );
    watch.observe(end.current);
    return () => watch.disconnect();
  }, [onMore, busy]);
  return (
    <div ref={end} className="grid justify-items-center">
      <Button busy={busy} onClick={() => void onMore()}>
        {t('common.more')}
      </Button>
    </div>
  );
}
