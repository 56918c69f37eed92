/** From files to a draft: the photos begin to travel, and a draft is opened around them. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { FactsChanges } from '@/api/shapes';
import { paths } from '@/config/paths';
import { createDraft } from '@/features/content/api/drafts';
import { beginUpload } from '@/features/media/api/uploads';
import { keys } from '@/lib/query';

export interface Start {
  files: File[];
  facts?: FactsChanges;
}

export function useStartDraft() {
  const navigate = useNavigate();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ files, facts }: Start) => {
      const photoIds = await Promise.all(files.map(beginUpload));
      return createDraft(photoIds, facts ?? {});
    },
    onSuccess: (draft) => {
      client.setQueryData(keys.draft(draft.draft_id), draft);
      void client.invalidateQueries({ queryKey: keys.drafts() });
      return navigate({ to: paths.draft, params: { draftId: draft.draft_id } });
    },
  });
}
