/** The API of AI jobs and their budget. */
import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api';
import { pollInterval } from '@/lib/live';
import { contentKeys } from '../keys';
import type { BackdropRequest, Job } from './types';

export function isFinished(job: Job): boolean {
  return job.status === 'done' || job.status === 'failed';
}

/** A job, polled until it is finished; live events refetch it sooner. */
export function jobOptions(jobId: string) {
  return queryOptions({
    queryKey: contentKeys.job(jobId),
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/ai/jobs/{job_id}', { params: { path: { job_id: jobId } }, signal })),
    enabled: jobId !== '',
    refetchInterval: ({ state }) => (state.data && isFinished(state.data) ? false : pollInterval()),
  });
}

export const budgetOptions = queryOptions({
  queryKey: contentKeys.budget(),
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/ai/budget', { signal })),
  staleTime: 30_000,
});

export function generateBackdrop(request: BackdropRequest): Promise<Job> {
  const body = { ...request, purpose: 'ad_backdrop' as const };
  return unwrap(api.POST('/api/v1/ai/generate-image', { body }));
}
