import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Photo } from '@/api/media';
import { Button } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { each, filePhoto, movePhotos, useLibraryChange } from '../api/library';
import { useDeletion } from './deletion';
import { PhotoGrid } from './photo-grid';
import { useSelection } from './selection';

const DeletedList = lazy(async () => ({ default: (await import('./deleted-list')).DeletedList }));
const SelectionBar = lazy(async () => ({
  default: (await import('./selection-bar')).SelectionBar,
}));
const MoveDrawer = lazy(async () => ({ default: (await import('./filing-drawer')).MoveDrawer }));
const TagDrawer = lazy(async () => ({ default: (await import('./filing-drawer')).TagDrawer }));

interface LibraryProps {
  photos: readonly Photo[];
  deleted: boolean;
  more: (() => unknown) | null;
  fetching: boolean;
  onPost: (photoIds: string[]) => void;
}

/** The photos that were found, and what can be done with many of them at once. */
export function Library({ photos, deleted, more, fetching, onPost }: LibraryProps) {
  const { t } = useTranslation();
  if (photos.length === 0 && !more)
    return <p className="py-10 text-center text-lead text-soft">{t(nothing(deleted))}</p>;
  return (
    <>
      <Suspense>
        {deleted ? <DeletedList photos={photos} /> : <Living photos={photos} onPost={onPost} />}
      </Suspense>
      {more && <More onMore={more} busy={fetching} />}
    </>
  );
}

const nothing = (deleted: boolean) => (deleted ? 'library.noneDeleted' : 'library.none');

function Living({ photos, onPost }: Pick<LibraryProps, 'photos' | 'onPost'>) {
  const selection = useSelection(photos.map((one) => one.photo_id));
  const chosen = photos.filter((one) => selection.chosen.has(one.photo_id));
  const [asking, setAsking] = useState<'move' | 'tag' | null>(null);
  const deletion = useDeletion(selection.clear);
  const file = useLibraryChange((change: () => Promise<unknown>) => change());
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
                each(chosen, ({ photo_id: id, tags: had }) =>
                  filePhoto(id, { tags: [...new Set([...had, ...tags])] }),
                ),
              )
            }
          />
        )}
      </Suspense>
    </>
  );
}

/** The next page comes when the end is near, or when it is asked for. */
function More({ onMore, busy }: { onMore: () => unknown; busy: boolean }) {
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
