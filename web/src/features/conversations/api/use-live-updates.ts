import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { connectLive } from '@/lib/live';
import { useUser } from '@/lib/session';

/** While somebody is signed in, refetches the queries of a context on each of its live events. */
export function useLiveUpdates(): void {
  const client = useQueryClient();
  const userId = useUser()?.user_id;
  useEffect(() => {
    if (!userId) return;
    return connectLive(
      // A query key starts with its context, and so does an event.
      (event) => void client.invalidateQueries({ queryKey: [event.source] }),
      // Events during a disconnect are lost: refetch every active query.
      () => void client.invalidateQueries(),
    );
  }, [client, userId]);
}
