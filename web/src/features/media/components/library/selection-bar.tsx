import { FolderInput, SquarePlus, Tag, Trash2, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { PRODUCT_LIMITS } from '@/config/limits';

interface SelectionBarProps {
  count: number;
  busy: boolean;
  onClear: () => void;
  onMove: () => void;
  onTag: () => void;
  onDelete: () => void;
  onPost: () => void;
}

/** The bulk actions on the selected photos. */
export function SelectionBar(props: SelectionBarProps) {
  const { count, busy, onClear, onMove, onTag, onDelete, onPost } = props;
  const { t } = useTranslation();
  return (
    <section
      aria-label={t('library.chosenActions')}
      className="fixed inset-x-2 bottom-18 z-20 mx-auto flex max-w-3xl animate-appear flex-wrap items-center justify-between gap-1 rounded-stamp border border-line bg-sheet p-2 shadow-lift sm:bottom-4"
    >
      <p className="flex items-center font-bold" role="status">
        <button
          type="button"
          onClick={onClear}
          aria-label={t('library.clear')}
          className="grid size-11 place-items-center rounded-full text-soft hover:bg-well hover:text-ink"
        >
          <X aria-hidden className="size-6" />
        </button>
        {t('library.chosen', { count })}
      </p>
      <div className="flex flex-wrap items-center">
        <Button look="plain" busy={busy} onClick={onMove} icon={<FolderInput aria-hidden />}>
          {t('library.move')}
        </Button>
        <Button look="plain" busy={busy} onClick={onTag} icon={<Tag aria-hidden />}>
          {t('library.tag')}
        </Button>
        <Button
          look="plain"
          busy={busy}
          onClick={onDelete}
          icon={<Trash2 aria-hidden />}
          className="text-madder hover:bg-madder-wash"
        >
          {t('library.delete')}
        </Button>
        {count <= PRODUCT_LIMITS.photos && (
          <Button busy={busy} onClick={onPost} icon={<SquarePlus aria-hidden />}>
            {t('library.post')}
          </Button>
        )}
      </div>
    </section>
  );
}
