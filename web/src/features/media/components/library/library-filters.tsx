import { useQuery } from '@tanstack/react-query';
import { Folder as FolderIcon, Images, Search as SearchIcon, Tag, Trash2, X } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '@/components/ui/cx';
import { formatNumber } from '@/lib/format';
import { foldersOptions, type Search } from '../../api/library';

const DEBOUNCE_MS = 350;

interface LibraryFiltersProps {
  search: Search;
  onSearch: (next: Search) => void;
}

/** Filters of the library: search text, folder, tag, deleted. */
export function LibraryFilters({ search, onSearch }: LibraryFiltersProps) {
  const { t } = useTranslation();
  const { data: folders = [] } = useQuery(foldersOptions);
  const all = !search.folder && !search.tag && !search.deleted;
  return (
    <div className="grid gap-3">
      <SearchField value={search.q ?? ''} onChange={(q) => onSearch({ ...search, q })} />
      <nav
        aria-label={t('library.folders')}
        className="no-scrollbar -mx-4 flex gap-2 overflow-x-auto px-4 py-1 sm:mx-0 sm:flex-wrap sm:px-0"
      >
        <Chip
          on={all}
          icon={<Images className="size-5" />}
          onClick={() => onSearch({ q: search.q })}
        >
          {t('library.all')}
        </Chip>
        {folders.map(({ name, photos }) => (
          <Chip
            key={name}
            on={search.folder === name}
            icon={<FolderIcon className="size-5" />}
            onClick={() => onSearch({ q: search.q, folder: name })}
          >
            {name} <span className="font-normal tabular-nums">{formatNumber(photos)}</span>
          </Chip>
        ))}
        {search.tag && (
          <Chip
            on
            icon={<Tag className="size-5" />}
            label={t('library.leaveTag', { tag: search.tag })}
            onClick={() => onSearch({ q: search.q, folder: search.folder })}
          >
            {search.tag}
            <X aria-hidden className="size-4" />
          </Chip>
        )}
        <Chip
          on={Boolean(search.deleted)}
          icon={<Trash2 className="size-5" />}
          onClick={() => onSearch({ deleted: true })}
        >
          {t('library.deletedTab')}
        </Chip>
      </nav>
    </div>
  );
}

interface ChipProps {
  on: boolean;
  icon: ReactNode;
  label?: string;
  onClick: () => void;
  children: ReactNode;
}

function Chip({ on, icon, label, onClick, children }: ChipProps) {
  return (
    <button
      type="button"
      aria-pressed={on}
      aria-label={label}
      onClick={onClick}
      className={cx(
        'inline-flex min-h-11 shrink-0 items-center gap-2 rounded-full px-4 font-bold',
        on ? 'bg-indigo text-on-indigo' : 'bg-sheet text-ink hover:bg-indigo-wash',
      )}
    >
      <span aria-hidden>{icon}</span>
      {children}
    </button>
  );
}

/** A search field that reports its text after a pause in typing. */
function SearchField({ value, onChange }: { value: string; onChange: (next: string) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(value);
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => latest.current(typed), DEBOUNCE_MS);
    return () => clearTimeout(timer);
  }, [typed, value]);
  return (
    <label className="relative block sm:max-w-md">
      <span className="sr-only">{t('library.search')}</span>
      <SearchIcon
        aria-hidden
        className="pointer-events-none absolute inset-y-0 start-3.5 my-auto size-5 text-soft"
      />
      <input
        type="search"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        placeholder={t('library.searchPlaceholder')}
        className="min-h-12 w-full rounded-full border border-edge bg-field ps-11 pe-4 placeholder:text-soft"
      />
    </label>
  );
}
