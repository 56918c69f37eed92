import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useStore } from '@/lib/store';
import { useFlushOnLeave } from '@/lib/use-flush-on-leave';
import { withLocalChanges } from './draft-changes';
import { createDraftSession } from './draft-session';
import { draftOptions } from './drafts';

/** The draft with the person's own unsaved changes, and the session that saves them. */
export function useDraft(draftId: string) {
  const client = useQueryClient();
  const session = useMemo(() => createDraftSession(client, draftId), [client, draftId]);
  const query = useQuery({ ...draftOptions(draftId), enabled: draftId !== '' });
  const localChanges = useStore(session.localChanges, (now) => now);
  const draft = useMemo(
    () => query.data && withLocalChanges(query.data, localChanges),
    [query.data, localChanges],
  );
  useFlushOnLeave(session.autosave);
  return { draft, session, error: query.error, refetch: query.refetch };
}
