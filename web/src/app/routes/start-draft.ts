/** Starts the uploads of the chosen files and creates a draft with their photos. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { paths } from '@/config/paths';
import { createDraft } from '@/features/content/api/drafts';
import type { FactsChanges } from '@/features/content/api/types';
import { contentKeys } from '@/features/content/keys';

export interface NewDraft {
  files?: File[];
  /** Photos of the library, in addition to files or instead. */
  photoIds?: string[];
  facts?: FactsChanges;
}

async function beginUploads(files: File[]): Promise<string[]> {
  if (files.length === 0) return [];
  const { beginUpload } = await import('@/features/media/api/upload-queue');
  return Promise.all(files.map(beginUpload));
}

export function useStartDraft() {
  const navigate = useNavigate();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ files = [], photoIds = [], facts }: NewDraft) => {
      const fresh = await beginUploads(files);
      return createDraft([...photoIds, ...fresh], facts ?? {});
    },
    onSuccess: (draft) => {
      client.setQueryData(contentKeys.draft(draft.draft_id), draft);
      void client.invalidateQueries({ queryKey: contentKeys.drafts() });
      return navigate({ to: paths.draft, params: { draftId: draft.draft_id } });
    },
  });
}
