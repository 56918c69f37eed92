/** The API of templates, hashtag groups and the artisan's voice. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { HashtagGroup, Template, TemplateInput, TemplatePreview, Voice } from '@/api/content';
import { expectOk } from '@/lib/api';
import { keys } from '@/lib/query';
import { call, ifMatch, raw } from '@/lib/untyped-call';

export const templatesOptions = queryOptions({
  queryKey: keys.templates(),
  queryFn: async ({ signal }) =>
    (await call<{ items: Template[] }>('get', '/templates?limit=100', { signal })).items,
});

export const groupsOptions = queryOptions({
  queryKey: keys.hashtagGroups(),
  queryFn: async ({ signal }) =>
    (
      await call<{ items: HashtagGroup[] }>('get', '/templates/hashtag-groups?limit=100', {
        signal,
      })
    ).items,
});

/** A new template, or the next version of one. */
export function saveTemplate(input: TemplateInput, old: Template | null): Promise<Template> {
  if (!old) return call('post', '/templates', { body: input });
  return call('patch', `/templates/${old.template_id}`, {
    body: input,
    headers: ifMatch(old.version),
  });
}

export function deleteTemplate(templateId: string): Promise<void> {
  return expectOk(raw('delete', `/templates/${templateId}`));
}

export function createGroup(name: string, hashtags: string[]): Promise<HashtagGroup> {
  return call('post', '/templates/hashtag-groups', { body: { name, hashtags } });
}

export function deleteGroup(groupId: string): Promise<void> {
  return expectOk(raw('delete', `/templates/hashtag-groups/${groupId}`));
}

/** The preview of an unsaved template, filled in with a draft. */
export function templatePreviewOptions(draftId: string, input: TemplateInput) {
  return queryOptions({
    queryKey: keys.templatePreview(draftId, input),
    queryFn: ({ signal }) =>
      call<TemplatePreview>('post', '/templates/preview', {
        body: { draft_id: draftId, template: input },
        signal,
      }),
    enabled: draftId !== '' && input.body.trim() !== '',
    placeholderData: keepPreviousData,
    retry: false,
  });
}

export const voiceOptions = queryOptions({
  queryKey: keys.voice(),
  queryFn: ({ signal }) => call<Voice>('get', '/templates/voice', { signal }),
});

export function learnVoice(samples: string[]): Promise<Voice> {
  return call('put', '/templates/voice', { body: { samples } });
}

export function forgetVoice(): Promise<void> {
  return expectOk(raw('delete', '/templates/voice'));
}
