import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { goLive } from '@/lib/live';
import { useUser } from '@/lib/session';

/** While somebody is signed in: what a context says has changed is read again from it. */
export function useLiveUpdates(): void {
  const client = useQueryClient();
  const userId = useUser()?.user_id;
  useEffect(() => {
    if (!userId) return;
    return goLive(
      // A query key starts with its context, and so does an event.
      (event) => void client.invalidateQueries({ queryKey: [event.source] }),
      // Events said while the socket was away are gone: look at everything in view.
      () => void client.invalidateQueries(),
    );
  }, [client, userId]);
}
