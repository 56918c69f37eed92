import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { ChipsField } from '@/components/ui/chips-field';
import { Drawer } from '@/components/ui/drawer';
import { Failure } from '@/components/ui/failure';
import { TextField } from '@/components/ui/field';
import { formatNumber } from '@/lib/format';
import { foldersOptions } from '../../api/library';

interface MoveDrawerProps {
  count: number;
  open: boolean;
  onClose: () => void;
  /** "" moves them out of their folder. */
  onMove: (folder: string) => Promise<unknown>;
}

/** Moves photos into an existing folder, into a new one, or out of any. */
export function MoveDrawer({ count, open, onClose, onMove }: MoveDrawerProps) {
  const { t } = useTranslation();
  const name = useId();
  const { data: folders = [] } = useQuery(foldersOptions);
  const [chosen, setChosen] = useState<string | null>(null);
  const [newFolder, setNewFolder] = useState('');
  const [error, setError] = useState<unknown>(null);
  const target = newFolder.trim() || chosen;
  const options = [...folders, NO_FOLDER];
  const move = () => {
    if (target === null) return;
    setError(null);
    onMove(target).then(onClose, setError);
  };
  return (
    <Drawer
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={t('library.moveTitle', { count })}
    >
      {error !== null && <Failure error={error} />}
      <fieldset className="grid gap-1">
        <legend className="pb-1 font-bold">{t('library.folders')}</legend>
        {options.map((one) => (
          <label key={one.name} className="flex min-h-11 cursor-pointer items-center gap-3">
            <input
              type="radio"
              name={name}
              className="size-5 accent-indigo"
              checked={target === one.name && !newFolder.trim()}
              onChange={() => {
                setNewFolder('');
                setChosen(one.name);
              }}
            />
            <span className="flex-1">{one.name || t('library.noFolder')}</span>
            {one.name && (
              <span className="text-fine text-soft tabular-nums">{formatNumber(one.photos)}</span>
            )}
          </label>
        ))}
      </fieldset>
      <TextField
        label={t('library.newFolder')}
        placeholder={t('library.newFolderPlaceholder')}
        maxLength={60}
        value={newFolder}
        onChange={(event) => setNewFolder(event.target.value)}
        onKeyDown={(event) => event.key === 'Enter' && move()}
      />
      <Button look="main" disabled={target === null} onClick={move}>
        {t('library.moveAction')}
      </Button>
    </Drawer>
  );
}

const NO_FOLDER = { name: '', photos: 0 };

interface TagDrawerProps {
  count: number;
  open: boolean;
  onClose: () => void;
  onTag: (tags: string[]) => Promise<unknown>;
}

/** Adds tags to all selected photos. */
export function TagDrawer({ count, open, onClose, onTag }: TagDrawerProps) {
  const { t } = useTranslation();
  const [tags, setTags] = useState<string[]>([]);
  const [error, setError] = useState<unknown>(null);
  return (
    <Drawer
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={t('library.tagTitle', { count })}
    >
      {error !== null && <Failure error={error} />}
      <ChipsField
        label={t('library.tags')}
        hint={t('library.tagsHint')}
        placeholder={t('library.tagsPlaceholder')}
        removeLabel={(what) => t('common.remove', { what })}
        value={tags}
        onChange={setTags}
      />
      <Button
        look="main"
        disabled={tags.length === 0}
        onClick={() => {
          setError(null);
          onTag(tags).then(onClose, setError);
        }}
      >
        {t('library.tagAction')}
      </Button>
    </Drawer>
  );
}
