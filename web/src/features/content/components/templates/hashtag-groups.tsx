import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { ChipsField } from '@/components/ui/chips-field';
import { Confirm } from '@/components/ui/confirm';
import { Failure } from '@/components/ui/failure';
import { TextField } from '@/components/ui/field';
import { createGroup, deleteGroup, groupsOptions } from '../../api/templates';
import { contentKeys } from '../../keys';
import { toHashtag } from '../hashtag';

/** Hashtags that go together, under one name. */
export function HashtagGroups() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: groups = [], error, refetch } = useQuery(groupsOptions);
  const remove = useMutation({
    mutationFn: deleteGroup,
    onSettled: () => client.invalidateQueries({ queryKey: contentKeys.hashtagGroups() }),
  });
  return (
    <div className="grid gap-6">
      {error && <Failure error={error} onRetry={refetch} />}
      {remove.error && <Failure error={remove.error} />}
      {groups.length > 0 && (
        <ul className="grid">
          {groups.map((group) => (
            <li
              key={group.group_id}
              className="flex flex-wrap items-center justify-between gap-x-4 border-line border-t py-2 first:border-t-0"
            >
              <span className="min-w-0 flex-1 basis-56">
                <span className="block font-bold">{group.name}</span>
                <span className="text-soft">{group.hashtags.join(' ')}</span>
              </span>
              <Confirm
                title={t('template.deleteTitle', { name: group.name })}
                body={t('groups.deleteBody')}
                action={t('template.delete')}
                onConfirm={() => remove.mutate(group.group_id)}
                trigger={(ask) => (
                  <Button
                    look="plain"
                    icon={<Trash2 aria-hidden className="size-5" />}
                    aria-label={t('template.deleteOf', { name: group.name })}
                    onClick={ask}
                  >
                    {t('template.delete')}
                  </Button>
                )}
              />
            </li>
          ))}
        </ul>
      )}
      <NewGroup />
    </div>
  );
}

function NewGroup() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [hashtags, setHashtags] = useState<string[]>([]);
  const add = useMutation({
    mutationFn: () => createGroup(name.trim(), hashtags),
    onSuccess: () => {
      setName('');
      setHashtags([]);
      return client.invalidateQueries({ queryKey: contentKeys.hashtagGroups() });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() && hashtags.length > 0) add.mutate();
  };
  return (
    <form onSubmit={submit} className="grid gap-4 rounded-stamp bg-sheet p-5">
      <TextField
        label={t('groups.name')}
        placeholder={t('groups.namePlaceholder')}
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <ChipsField
        label={t('copy.hashtags')}
        hint={t('copy.hashtagsHint')}
        max={30}
        value={hashtags}
        removeLabel={(what) => t('common.remove', { what })}
        onChange={(next) => setHashtags([...new Set(next.map(toHashtag))])}
      />
      {add.error && <Failure error={add.error} />}
      <Button
        type="submit"
        className="justify-self-start"
        disabled={!name.trim() || hashtags.length === 0}
        busy={add.isPending}
      >
        {t('groups.save')}
      </Button>
    </form>
  );
}
