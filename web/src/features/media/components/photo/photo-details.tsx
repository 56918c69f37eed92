import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Download } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { ChipsField } from '@/components/ui/chips-field';
import { Failure } from '@/components/ui/failure';
import { TextField } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { paths } from '@/config/paths';
import { formatBytes, formatDay, formatNumber } from '@/lib/format';
import {
  foldersOptions,
  originalUrl,
  photoReferencesOptions,
  updatePhoto,
  useLibraryMutation,
} from '../../api/library';
import type { Photo, PhotoUpdate } from '../../api/types';
import { PhotoReferences } from '../photo-references';

/** The folder, tags, references and file facts of a photo. */
export function PhotoDetails({ photo }: { photo: Photo }) {
  const { t } = useTranslation();
  const { data: references = [] } = useQuery(photoReferencesOptions(photo.photo_id));
  return (
    <div className="grid content-start gap-6">
      {photo.duplicate_of && (
        <Notice
          tone="hint"
          title={t('library.duplicateTitle')}
          action={
            <Link
              to={paths.photo}
              params={{ photoId: photo.duplicate_of }}
              className="inline-flex min-h-11 items-center font-bold underline"
            >
              {t('library.duplicateOther')}
            </Link>
          }
        >
          {t('library.duplicateBody')}
        </Notice>
      )}
      <FolderAndTags key={photo.photo_id} photo={photo} />
      {references.length > 0 && (
        <div>
          <h3 className="font-bold">{t('library.usedIn')}</h3>
          <PhotoReferences references={references} />
        </div>
      )}
      <Facts photo={photo} />
    </div>
  );
}

function FolderAndTags({ photo }: { photo: Photo }) {
  const { t } = useTranslation();
  const { data: folders = [] } = useQuery(foldersOptions);
  const update = useLibraryMutation((change: PhotoUpdate) => updatePhoto(photo.photo_id, change));
  const [folder, setFolder] = useState(photo.folder);
  const list = `folders-${photo.photo_id}`;
  const saveFolder = () => {
    if (folder.trim() !== photo.folder) update.mutate({ folder: folder.trim() });
  };
  return (
    <div className="grid gap-4">
      <TextField
        label={t('library.folder')}
        placeholder={t('library.newFolderPlaceholder')}
        list={list}
        maxLength={60}
        value={folder}
        onChange={(event) => setFolder(event.target.value)}
        onBlur={saveFolder}
        onKeyDown={(event) => event.key === 'Enter' && saveFolder()}
      />
      <datalist id={list}>
        {folders.map((one) => (
          <option key={one.name} value={one.name} />
        ))}
      </datalist>
      <ChipsField
        label={t('library.tags')}
        hint={t('library.tagsHint')}
        placeholder={t('library.tagsPlaceholder')}
        removeLabel={(what) => t('common.remove', { what })}
        value={update.isPending && update.variables.tags ? update.variables.tags : photo.tags}
        onChange={(tags) => update.mutate({ tags })}
      />
      {update.error && <Failure error={update.error} />}
    </div>
  );
}

function Facts({ photo }: { photo: Photo }) {
  const { t } = useTranslation();
  const original = useMutation({ mutationFn: () => originalUrl(photo.photo_id) });
  const { width, height, bytes, kind, credit } = photo;
  return (
    <div className="grid gap-3">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1 text-fine">
        <Fact name={t('library.fact.file')}>{photo.filename}</Fact>
        <Fact name={t('library.fact.size')}>
          {t('photo.size', {
            width: formatNumber(width),
            height: formatNumber(height),
            bytes: formatBytes(bytes),
          })}
        </Fact>
        <Fact name={t('library.fact.kind')}>{kind.toUpperCase()}</Fact>
        <Fact name={t('library.fact.day')}>{formatDay(photo.created_at)}</Fact>
        {credit.author && <Fact name={t('library.fact.author')}>{credit.author}</Fact>}
        {credit.copyright && <Fact name={t('library.fact.copyright')}>{credit.copyright}</Fact>}
      </dl>
      <Button
        look="plain"
        className="justify-self-start"
        busy={original.isPending}
        icon={<Download aria-hidden className="size-5" />}
        onClick={() => original.mutate(undefined, { onSuccess: (url) => location.assign(url) })}
      >
        {t('library.original')}
      </Button>
      {original.error && <Failure error={original.error} />}
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-soft">{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
