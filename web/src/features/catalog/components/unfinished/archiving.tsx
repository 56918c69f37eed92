import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { UndoNote } from '@/components/ui/undo-note';
import { archiveProduct, restoreProduct } from '../../api/products';

/** Deletes products at once; while the note is shown they can be brought back. */
export function useArchiving() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [ids, setIds] = useState<readonly string[]>([]);
  const onSettled = () => client.invalidateQueries({ queryKey: ['catalog'] });
  const archive = useMutation({
    mutationFn: archiveProduct,
    onSuccess: ({ product_id }) => setIds((before) => [...before, product_id]),
    onSettled,
  });
  const restore = useMutation({
    mutationFn: (all: readonly string[]) => Promise.all(all.map(restoreProduct)),
    onSuccess: () => setIds([]),
    onSettled,
  });
  const dismiss = useCallback(() => setIds([]), []);
  const note = ids.length > 0 && (
    <UndoNote
      key={ids.join()}
      text={t('unfinished.deleted', { count: ids.length })}
      onExpire={dismiss}
      onUndo={() => restore.mutate(ids)}
    />
  );
  return {
    archive: archive.mutate,
    archiving: archive.isPending ? archive.variables : null,
    error: archive.error ?? restore.error,
    note,
  };
}
