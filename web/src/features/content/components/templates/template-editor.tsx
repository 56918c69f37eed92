import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { TextArea, TextField } from '@/components/ui/field';
import { SelectField } from '@/components/ui/select-field';
import { COPY_LANGUAGES, languageAttributes } from '@/lib/languages';
import { groupsOptions, saveTemplate } from '../../api/templates';
import type { Template, TemplateInput } from '../../api/types';
import { contentKeys } from '../../keys';

/** The variables of a template; the server has the same list. */
const VARIABLES = [
  'title',
  'description',
  'price',
  'stock',
  'story',
  'hashtags',
  'link',
  'call_to_action',
] as const;

export interface TemplatePlatform {
  platform: string;
  name: string;
  textMax: number | null;
}

interface TemplateEditorProps {
  template: Template | null;
  platforms: readonly TemplatePlatform[];
  renderPreview: (input: TemplateInput) => ReactNode;
  onDone: () => void;
}

const NEW_TEMPLATE: TemplateInput = {
  name: '',
  platform: null,
  language: 'en',
  body: '{title}\n\n{story}\n\n{price}\n{hashtags}',
  hashtag_group_ids: [],
};

function templateInput(template: Template): TemplateInput {
  const { name, platform, language, body, hashtag_group_ids } = template;
  return { name, platform, language, body, hashtag_group_ids };
}

/** Edits a template, beside its preview with a real draft. */
export function TemplateEditor({
  template,
  platforms,
  renderPreview,
  onDone,
}: TemplateEditorProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [input, setInput] = useState(template ? templateInput(template) : NEW_TEMPLATE);
  const save = useMutation({
    mutationFn: () => saveTemplate({ ...input, name: input.name.trim() }, template),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: contentKeys.templates() });
      onDone();
    },
  });
  const change = (part: Partial<TemplateInput>) => setInput((now) => ({ ...now, ...part }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={submit} className="grid items-start gap-8 md:grid-cols-2">
      <div className="grid gap-5">
        <TextField
          label={t('template.name')}
          placeholder={t('template.namePlaceholder')}
          maxLength={80}
          value={input.name}
          onChange={(event) => change({ name: event.target.value })}
        />
        <div className="grid gap-5 sm:grid-cols-2">
          <SelectField
            label={t('template.platform')}
            value={input.platform ?? ''}
            onChange={(event) => change({ platform: event.target.value || null })}
            options={[
              { value: '', text: t('template.anyPlatform') },
              ...platforms.map((one) => ({ value: one.platform, text: one.name })),
            ]}
          />
          <SelectField
            label={t('language.label')}
            value={input.language}
            onChange={({ target }) => {
              const found = COPY_LANGUAGES.find((one) => one.code === target.value);
              if (found) change({ language: found.code });
            }}
            options={COPY_LANGUAGES.map(({ code, name }) => ({
              value: code,
              text: name,
              lang: code,
            }))}
          />
        </div>
        <Body input={input} onChange={(body) => change({ body })} />
        <Groups
          chosen={input.hashtag_group_ids}
          onChange={(hashtag_group_ids) => change({ hashtag_group_ids })}
        />
        {save.error && <Failure error={save.error} />}
        <div className="flex flex-wrap gap-3">
          <Button
            type="submit"
            look="main"
            disabled={!input.name.trim() || !input.body.trim()}
            busy={save.isPending}
          >
            {t('template.save')}
          </Button>
          <Button look="plain" onClick={onDone}>
            {t('template.cancel')}
          </Button>
        </div>
      </div>
      {renderPreview(input)}
    </form>
  );
}

function Body({ input, onChange }: { input: TemplateInput; onChange: (body: string) => void }) {
  const { t } = useTranslation();
  const area = useRef<HTMLTextAreaElement>(null);
  const insert = (variable: string) => {
    const { selectionStart: from = 0, selectionEnd: to = 0 } = area.current ?? {};
    const { body } = input;
    onChange(`${body.slice(0, from)}{${variable}}${body.slice(to)}`);
    const end = from + variable.length + 2;
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(end, end);
    });
  };
  return (
    <div className="grid gap-3">
      <TextArea
        {...languageAttributes(input.language)}
        ref={area}
        label={t('template.body')}
        hint={t('template.bodyHint')}
        rows={9}
        maxLength={5000}
        value={input.body}
        onChange={(event) => onChange(event.target.value)}
      />
      <fieldset className="flex flex-wrap gap-2">
        <legend className="pb-2 text-fine text-soft">{t('template.insert')}</legend>
        {VARIABLES.map((variable) => (
          <button
            key={variable}
            type="button"
            onClick={() => insert(variable)}
            className="min-h-11 rounded-full bg-turmeric-wash px-4 font-bold text-turmeric-ink hover:bg-turmeric hover:text-[#2a2019]"
          >
            {t(`template.variable.${variable}`)}
          </button>
        ))}
      </fieldset>
    </div>
  );
}

interface GroupsProps {
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

function Groups({ chosen, onChange }: GroupsProps) {
  const { t } = useTranslation();
  const { data: groups = [] } = useQuery(groupsOptions);
  if (groups.length === 0) return null;
  const toggle = (id: string, on: boolean) =>
    onChange(on ? [...chosen, id] : chosen.filter((one) => one !== id));
  return (
    <fieldset className="grid gap-1">
      <legend className="pb-1 font-bold">{t('groups.add')}</legend>
      {groups.map((group) => (
        <label
          key={group.group_id}
          className="flex min-h-11 cursor-pointer flex-wrap items-center gap-x-3"
        >
          <input
            type="checkbox"
            checked={chosen.includes(group.group_id)}
            onChange={(event) => toggle(group.group_id, event.target.checked)}
            className="size-5 accent-indigo"
          />
          <span>{group.name}</span>
          <span className="text-fine text-soft">{group.hashtags.join(' ')}</span>
        </label>
      ))}
    </fieldset>
  );
}
