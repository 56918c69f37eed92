import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { Page } from '@/components/ui/page';
import { Section } from '@/components/ui/section';
import { Skeleton } from '@/components/ui/skeleton';
import { channelsOptions } from '@/features/channels/api/channels';
import { draftsOptions } from '@/features/content/api/drafts';
import { templatesOptions } from '@/features/content/api/templates';
import type { Template } from '@/features/content/api/types';
import { HashtagGroups } from '@/features/content/components/templates/hashtag-groups';
import type { TemplatePlatform } from '@/features/content/components/templates/template-editor';
import { TemplateList } from '@/features/content/components/templates/template-list';
import { WritingNav } from '../voice/writing-nav';

const TemplateEditor = lazy(async () => ({
  default: (await import('@/features/content/components/templates/template-editor')).TemplateEditor,
}));
const TemplatePreview = lazy(async () => ({
  default: (await import('@/features/content/components/templates/template-preview'))
    .TemplatePreview,
}));

/** The person's own templates and hashtag groups. */
export function TemplatesRoute() {
  const { t } = useTranslation();
  const { data: templates, error, refetch } = useQuery(templatesOptions);
  const { data: channels = [] } = useQuery(channelsOptions);
  const [edited, setEdited] = useState<Template | 'new' | null>(null);
  const names = Object.fromEntries(channels.map((one) => [one.platform, one.name]));
  const platforms = channels.map(({ platform, name, text }) => ({
    platform,
    name,
    textMax: text.text_max,
  }));
  return (
    <Page
      title={t('template.title')}
      lead={t('template.lead')}
      action={
        edited === null && (
          <Button
            look="main"
            icon={<Plus aria-hidden className="size-6" />}
            onClick={() => setEdited('new')}
          >
            {t('template.new')}
          </Button>
        )
      }
    >
      <WritingNav />
      {edited ? (
        <Editor
          key={edited === 'new' ? 'new' : edited.template_id}
          template={edited === 'new' ? null : edited}
          platforms={platforms}
          onDone={() => setEdited(null)}
        />
      ) : (
        <>
          {error && <Failure error={error} onRetry={refetch} />}
          {!templates && !error && <Skeleton label={t('common.loading')} className="h-60" />}
          {templates?.length === 0 && <Empty />}
          {templates && templates.length > 0 && (
            <TemplateList templates={templates} names={names} onEdit={setEdited} />
          )}
          <Section title={t('groups.title')}>
            <p className="-mt-3 text-soft">{t('groups.lead')}</p>
            <HashtagGroups />
          </Section>
        </>
      )}
    </Page>
  );
}

interface EditorProps {
  template: Template | null;
  platforms: readonly TemplatePlatform[];
  onDone: () => void;
}

function Editor({ template, platforms, onDone }: EditorProps) {
  const { t } = useTranslation();
  const { data: drafts } = useQuery(draftsOptions());
  return (
    <Section title={template ? t('template.editTitle') : t('template.newTitle')}>
      <Suspense fallback={<Skeleton label={t('common.loading')} className="h-96" />}>
        <TemplateEditor
          template={template}
          platforms={platforms}
          onDone={onDone}
          renderPreview={(input) => (
            <TemplatePreview
              input={input}
              drafts={drafts?.items ?? []}
              platform={platforms.find((one) => one.platform === input.platform)}
            />
          )}
        />
      </Suspense>
    </Section>
  );
}

function Empty() {
  const { t } = useTranslation();
  return (
    <div className="grid gap-3 rounded-stamp bg-sheet p-6">
      <h2 className="text-head">{t('template.emptyTitle')}</h2>
      <p className="max-w-prose text-soft">{t('template.emptyBody')}</p>
      <p className="w-fit whitespace-pre-line rounded-cut bg-well px-4 py-3">
        {t('template.emptyExample')}
      </p>
    </div>
  );
}
