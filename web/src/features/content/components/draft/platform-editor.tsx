import { useMutation } from '@tanstack/react-query';
import { Link2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { ChipsField } from '@/components/ui/chips-field';
import { Failure } from '@/components/ui/failure';
import { TextArea, TextField } from '@/components/ui/field';
import { countFor, countHashtags } from '@/lib/count-text';
import { languageAttributes } from '@/lib/languages';
import type { DraftSession } from '../../api/draft-session';
import type { Capabilities, Draft, PlatformText, PlatformTextChanges } from '../../api/types';
import { Counter, CountHint } from '../counter';
import { Difference } from '../difference';
import { TemplateSelect } from '../template-select';
import { LanguagePills } from './language-pills';
import { RegenerateMenu } from './regenerate-menu';

interface PlatformEditorProps {
  draft: Draft;
  session: DraftSession;
  disabled: boolean;
  capabilities: Capabilities;
}

/** The text of one platform, with the platform's limits beside each field. */
export function PlatformEditor({ draft, session, disabled, capabilities }: PlatformEditorProps) {
  const { t } = useTranslation();
  const { platform, text: limits } = capabilities;
  const words = draft.platforms[platform];
  const save = useMutation({
    mutationFn: (text: PlatformTextChanges) => session.saveNow({ platforms: { [platform]: text } }),
  });
  if (!words) return null;
  const change = (text: PlatformTextChanges) => session.change({ platforms: { [platform]: text } });
  const fieldRef = { language: words.language, platform };
  const attributes = languageAttributes(words.language);
  const hashtags = countHashtags(words.text);
  const used = (field: string, text: string) => countFor(platform, field, text);
  return (
    <fieldset disabled={disabled} className="grid content-start gap-2">
      <div className="grid gap-3 pb-3">
        <LanguagePills
          label={t('lang.goesOut')}
          languages={draft.languages}
          value={words.language}
          disabled={disabled || save.isPending}
          onChange={(language) => save.mutate({ language })}
        />
        <TemplateSelect
          platform={platform}
          languages={draft.languages}
          value={words.template_id}
          onChange={(template_id) => save.mutate({ template_id })}
        />
        {save.error && <Failure error={save.error} />}
      </div>
      {limits.title_max !== null && (
        <>
          <TextField
            {...attributes}
            label={t('copy.headline')}
            value={words.title ?? ''}
            aside={<Counter used={used('title', words.title ?? '')} max={limits.title_max} />}
            onChange={(event) => change({ title: event.target.value })}
          />
          <RegenerateMenu
            session={session}
            fieldRef={{ ...fieldRef, field: 'title' }}
            label={t('copy.headline')}
          />
        </>
      )}
      <TextArea
        {...attributes}
        label={t('copy.text')}
        rows={9}
        value={words.text}
        aside={<Counter used={used('text', words.text)} max={limits.text_max} />}
        hint={<CountHint text={words.text} used={used('text', words.text)} />}
        onChange={(event) => change({ text: event.target.value })}
      />
      {limits.hashtags_max !== null && hashtags > 0 && (
        <Counter used={hashtags} max={limits.hashtags_max} textKey="copy.countHashtags" />
      )}
      <RegenerateMenu
        session={session}
        fieldRef={{ ...fieldRef, field: 'description' }}
        label={t('copy.text')}
      />
      {limits.tags_max !== null && <TagsField {...{ platform, words, limits, change }} />}
      <OverrideDiff
        words={words}
        busy={save.isPending}
        onFollow={() => save.mutate({ reset: ['title', 'text', 'tags'] })}
      />
    </fieldset>
  );
}

interface OverrideDiffProps {
  words: PlatformText;
  busy: boolean;
  onFollow: () => void;
}

/** How an edited text differs from the copy for all platforms, and resetting it. */
function OverrideDiff({ words, busy, onFollow }: OverrideDiffProps) {
  const { t } = useTranslation();
  const { base, language } = words;
  if (!words.edited || !base) return <p className="text-fine text-soft">{t('diff.follows')}</p>;
  const pairs: [string, string, string][] = [
    [t('copy.headline'), base.title ?? '', words.title ?? ''],
    [t('copy.text'), base.text, words.text],
    [t('copy.tags'), base.tags.join(', '), words.tags.join(', ')],
  ];
  const changed = pairs.filter(([, before, after]) => before !== after);
  return (
    <div className="mt-2 grid gap-3 rounded-stamp border-2 border-line p-4">
      <p className="font-bold">{t('diff.title')}</p>
      {changed.length === 0 && <p className="text-soft">{t('diff.nothing')}</p>}
      <dl className="grid gap-3">
        {changed.map(([label, before, after]) => (
          <div key={label}>
            <dt className="text-fine text-soft">{label}</dt>
            <dd>
              <Difference before={before} after={after} language={language} />
            </dd>
          </div>
        ))}
      </dl>
      <Button
        look="plain"
        className="-ms-3 justify-self-start"
        busy={busy}
        icon={<Link2 aria-hidden className="size-5" />}
        onClick={onFollow}
      >
        {t('diff.follow')}
      </Button>
    </div>
  );
}

interface TagsFieldProps {
  platform: string;
  words: PlatformText;
  limits: Capabilities['text'];
  change: (text: PlatformTextChanges) => void;
}

function TagsField({ platform, words, limits, change }: TagsFieldProps) {
  const { t } = useTranslation();
  const most = limits.tag_max ?? Number.POSITIVE_INFINITY;
  const long = words.tags.find((tag) => countFor(platform, 'tag', tag) > most);
  return (
    <div className="grid gap-1.5 pb-3">
      <ChipsField
        {...languageAttributes(words.language)}
        label={t('copy.tags')}
        hint={t('copy.hashtagsHint')}
        value={words.tags}
        removeLabel={(what) => t('common.remove', { what })}
        onChange={(tags) => change({ tags })}
      />
      <Counter used={words.tags.length} max={limits.tags_max ?? 0} textKey="copy.countTags" />
      {long && (
        <p className="font-bold text-fine text-madder">
          {t('copy.tagTooLong', { tag: long, most })}
        </p>
      )}
    </div>
  );
}
