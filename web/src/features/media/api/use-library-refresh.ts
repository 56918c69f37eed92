import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { mediaKeys } from '../keys';
import { totalProgress, useTransfers } from './transfers';

/** Refetches the library whenever another upload is done. */
export function useLibraryRefresh(): void {
  const client = useQueryClient();
  const { done } = totalProgress(useTransfers());
  const last = useRef(done);
  useEffect(() => {
    if (last.current === done) return;
    last.current = done;
    void client.invalidateQueries({ queryKey: mediaKeys.library() });
    void client.invalidateQueries({ queryKey: mediaKeys.usage() });
    void client.invalidateQueries({ queryKey: mediaKeys.folders() });
  }, [client, done]);
}
