/** The API of templates, hashtag groups and the artisan's voice. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, expectOk, ifMatch, unwrap } from '@/lib/api';
import { contentKeys } from '../keys';
import type { HashtagGroup, Template, TemplateInput, Voice } from './types';

const ALL = { query: { limit: 100 } };

export const templatesOptions = queryOptions({
  queryKey: contentKeys.templates(),
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/templates', { params: ALL, signal })),
  select: ({ items }) => items,
});

export const groupsOptions = queryOptions({
  queryKey: contentKeys.hashtagGroups(),
  queryFn: ({ signal }) =>
    unwrap(api.GET('/api/v1/templates/hashtag-groups', { params: ALL, signal })),
  select: ({ items }) => items,
});

/** A new template, or the next version of one. */
export function saveTemplate(input: TemplateInput, old: Template | null): Promise<Template> {
  if (!old) return unwrap(api.POST('/api/v1/templates', { body: input }));
  const params = { path: { template_id: old.template_id }, ...ifMatch(old.version) };
  return unwrap(api.PATCH('/api/v1/templates/{template_id}', { params, body: input }));
}

export function deleteTemplate(templateId: string): Promise<void> {
  return expectOk(
    api.DELETE('/api/v1/templates/{template_id}', {
      params: { path: { template_id: templateId } },
    }),
  );
}

export function createGroup(name: string, hashtags: string[]): Promise<HashtagGroup> {
  return unwrap(api.POST('/api/v1/templates/hashtag-groups', { body: { name, hashtags } }));
}

export function deleteGroup(groupId: string): Promise<void> {
  return expectOk(
    api.DELETE('/api/v1/templates/hashtag-groups/{group_id}', {
      params: { path: { group_id: groupId } },
    }),
  );
}

/** The preview of an unsaved template, filled in with a draft. */
export function templatePreviewOptions(draftId: string, input: TemplateInput) {
  return queryOptions({
    queryKey: contentKeys.templatePreview(draftId, input),
    queryFn: ({ signal }) =>
      unwrap(
        api.POST('/api/v1/templates/preview', {
          body: { draft_id: draftId, template: input },
          signal,
        }),
      ),
    enabled: draftId !== '' && input.body.trim() !== '',
    placeholderData: keepPreviousData,
    retry: false,
  });
}

export const voiceOptions = queryOptions({
  queryKey: contentKeys.voice(),
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/templates/voice', { signal })),
});

export function learnVoice(samples: string[]): Promise<Voice> {
  return unwrap(api.PUT('/api/v1/templates/voice', { body: { samples } }));
}

export function forgetVoice(): Promise<void> {
  return expectOk(api.DELETE('/api/v1/templates/voice'));
}
