/** Calls that the check of types must refuse; they are never made. */
import { api } from '@/lib/api';

export const MISSPELLED = [
  // @ts-expect-error the path
  () => api.GET('/api/v1/mediaa'),
  // @ts-expect-error the method
  () => api.PUT('/api/v1/media'),
  // @ts-expect-error a parameter of the query
  () => api.GET('/api/v1/media', { params: { query: { limitt: 3 } } }),
  // @ts-expect-error a field of the body that may be left out
  () => api.POST('/api/v1/templates', { body: { name: '', body: '', platfrm: '' } }),
  // @ts-expect-error a field of the body that is needed
  () => api.POST('/api/v1/templates/hashtag-groups', { body: { name: '' } }),
  // @ts-expect-error a field of the answer
  async () => (await api.GET('/api/v1/media/usage')).data?.data.bites,
];
