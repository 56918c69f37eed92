/** The API of AI jobs and their budget. */
import { queryOptions } from '@tanstack/react-query';
import type { BudgetSummary, Job } from '@/api/content';
import { pollInterval } from '@/lib/live';
import { keys } from '@/lib/query';
import { call } from '@/lib/untyped-call';

export function isFinished(job: Job): boolean {
  return job.status === 'done' || job.status === 'failed';
}

/** A job, polled until it is finished; live events refetch it sooner. */
export function jobOptions(jobId: string) {
  return queryOptions({
    queryKey: keys.job(jobId),
    queryFn: ({ signal }) => call<Job>('get', `/ai/jobs/${jobId}`, { signal }),
    enabled: jobId !== '',
    refetchInterval: ({ state }) => (state.data && isFinished(state.data) ? false : pollInterval()),
  });
}

export const budgetOptions = queryOptions({
  queryKey: keys.budget(),
  queryFn: ({ signal }) => call<BudgetSummary>('get', '/ai/budget', { signal }),
  staleTime: 30_000,
});

export type BackdropSize = 'square' | 'portrait' | 'landscape' | 'story';

export interface BackdropRequest {
  prompt: string;
  size: BackdropSize;
  photo_id: string | null;
}

export function generateBackdrop(request: BackdropRequest): Promise<Job> {
  return call('post', '/ai/generate-image', { body: { ...request, purpose: 'ad_backdrop' } });
}
