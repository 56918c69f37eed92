/** Long work and what it may cost. */
import { queryOptions } from '@tanstack/react-query';
import type { Budget, Job } from '@/api/content';
import { call } from '@/lib/call';
import { pollInterval } from '@/lib/live';
import { keys } from '@/lib/query';

export function isOver(job: Job): boolean {
  return job.status === 'done' || job.status === 'failed';
}

/** A job, looked at until it is over; news on the live socket are looked at sooner. */
export function jobOptions(jobId: string) {
  return queryOptions({
    queryKey: keys.job(jobId),
    queryFn: ({ signal }) => call<Job>('get', `/ai/jobs/${jobId}`, { signal }),
    enabled: jobId !== '',
    refetchInterval: ({ state }) => (state.data && isOver(state.data) ? false : pollInterval()),
  });
}

export const budgetOptions = queryOptions({
  queryKey: keys.budget(),
  queryFn: ({ signal }) => call<Budget>('get', '/ai/budget', { signal }),
  staleTime: 30_000,
});

export type BackdropSize = 'square' | 'portrait' | 'landscape' | 'story';

export interface BackdropWish {
  prompt: string;
  size: BackdropSize;
  photo_id: string | null;
}

export function paintBackdrop(wish: BackdropWish): Promise<Job> {
  return call('post', '/ai/generate-image', { body: { ...wish, purpose: 'ad_backdrop' } });
}
