import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { useStore } from '@/lib/store';
import { withLocalChanges } from './draft-changes';
import { createDraftSession } from './draft-session';
import { draftOptions } from './drafts';

/** The draft with the person's own unsaved changes, and the session that saves them. */
export function useDraft(draftId: string) {
  const client = useQueryClient();
  const session = useMemo(() => createDraftSession(client, draftId), [client, draftId]);
  const query = useQuery(draftOptions(draftId));
  const localChanges = useStore(session.localChanges, (now) => now);
  const draft = useMemo(
    () => query.data && withLocalChanges(query.data, localChanges),
    [query.data, localChanges],
  );

  useEffect(() => {
    const saveNow = () => void session.autosave.flush().catch(() => undefined);
    const onHide = () => document.visibilityState === 'hidden' && saveNow();
    document.addEventListener('visibilitychange', onHide);
    window.addEventListener('online', saveNow);
    return () => {
      document.removeEventListener('visibilitychange', onHide);
      window.removeEventListener('online', saveNow);
      saveNow();
    };
  }, [session]);
  return { draft, session, error: query.error, refetch: query.refetch };
}
