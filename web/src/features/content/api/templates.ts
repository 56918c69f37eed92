/** The artisan's own patterns, and how they write. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { HashtagGroup, Pattern, Template, TemplatePreview, Voice } from '@/api/content';
import { done } from '@/lib/api';
import { builtOn, call, raw } from '@/lib/call';
import { keys } from '@/lib/query';

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
export function keepTemplate(pattern: Pattern, old: Template | null): Promise<Template> {
  if (!old) return call('post', '/templates', { body: pattern });
  return call('patch', `/templates/${old.template_id}`, {
    body: pattern,
    headers: builtOn(old.version),
  });
}

export function dropTemplate(templateId: string): Promise<void> {
  return done(raw('delete', `/templates/${templateId}`));
}

export function addGroup(name: string, hashtags: string[]): Promise<HashtagGroup> {
  return call('post', '/templates/hashtag-groups', { body: { name, hashtags } });
}

export function dropGroup(groupId: string): Promise<void> {
  return done(raw('delete', `/templates/hashtag-groups/${groupId}`));
}

/** The pattern filled in with a draft, as it is while it is typed. */
export function filledOptions(draftId: string, pattern: Pattern) {
  return queryOptions({
    queryKey: keys.filled(draftId, pattern),
    queryFn: ({ signal }) =>
      call<TemplatePreview>('post', '/templates/preview', {
        body: { draft_id: draftId, template: pattern },
        signal,
      }),
    enabled: draftId !== '' && pattern.body.trim() !== '',
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
  return done(raw('delete', '/templates/voice'));
}
