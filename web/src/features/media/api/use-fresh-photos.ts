import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { keys } from '@/lib/query';
import { progressOf, useTransfers } from './transfers';

/** Each photo that arrived joins the library in view. */
export function useFreshPhotos(): void {
  const client = useQueryClient();
  const { done } = progressOf(useTransfers());
  const last = useRef(done);
  useEffect(() => {
    if (last.current === done) return;
    last.current = done;
    void client.invalidateQueries({ queryKey: keys.library() });
    void client.invalidateQueries({ queryKey: keys.usage() });
    void client.invalidateQueries({ queryKey: keys.folders() });
  }, [client, done]);
}
