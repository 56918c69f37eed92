import { useTranslation } from 'react-i18next';
import type { Capabilities, Draft, DraftChanges, PlatformTextChanges } from '@/api/shapes';
import { ChipsField } from '@/components/ui/chips-field';
import { TextArea, TextField } from '@/components/ui/field';
import { countHashtags, countText } from '@/lib/count-text';
import { Counter, CountHint } from './counter';

interface EditorProps {
  draft: Draft;
  disabled: boolean;
  onChange: (changes: DraftChanges) => void;
}

/** The words for everywhere: what a platform shows follows them until it is changed there. */
export function CopyEditor({ draft, disabled, onChange }: EditorProps) {
  const { t } = useTranslation();
  const { copy } = draft;
  return (
    <fieldset disabled={disabled} className="grid content-start gap-5">
      <TextField
        label={t('copy.headline')}
        value={copy.title}
        onChange={(event) => onChange({ copy: { title: event.target.value } })}
      />
      <TextArea
        label={t('copy.description')}
        rows={6}
        value={copy.description}
        onChange={(event) => onChange({ copy: { description: event.target.value } })}
      />
      <ChipsField
        label={t('copy.hashtags')}
        hint={t('copy.hashtagsHint')}
        value={copy.hashtags}
        removeLabel={(what) => t('common.remove', { what })}
        onChange={(hashtags) => onChange({ copy: { hashtags: hashtags.map(asHashtag) } })}
      />
      <TextArea
        label={t('copy.altText')}
        hint={t('copy.altTextHint')}
        rows={2}
        value={copy.alt_text}
        onChange={(event) => onChange({ copy: { alt_text: event.target.value } })}
      />
    </fieldset>
  );
}

function asHashtag(word: string): string {
  return `#${word.replace(/^#+/, '').replace(/\s+/g, '')}`;
}

interface PlatformEditorProps extends EditorProps {
  capabilities: Capabilities;
}

/** Exactly what goes to one platform, with its own limits beside each field. */
export function PlatformEditor({ draft, disabled, onChange, capabilities }: PlatformEditorProps) {
  const { t } = useTranslation();
  const { platform, text: limits } = capabilities;
  const words = draft.platforms[platform];
  if (!words) return null;
  const change = (part: PlatformTextChanges) =>
    onChange({ platforms: { [platform]: part } } as DraftChanges);
  const hashtags = countHashtags(words.text);
  return (
    <fieldset disabled={disabled} className="grid content-start gap-5">
      {limits.title_max !== null && (
        <TextField
          label={t('copy.headline')}
          value={words.title ?? ''}
          aside={<Counter used={countText(words.title ?? '').units} most={limits.title_max} />}
          onChange={(event) => change({ title: event.target.value })}
        />
      )}
      <TextArea
        label={t('copy.text')}
        rows={9}
        value={words.text}
        aside={<Counter used={countText(words.text).units} most={limits.text_max} />}
        hint={<CountHint text={words.text} />}
        onChange={(event) => change({ text: event.target.value })}
      />
      {limits.hashtags_max !== null && hashtags > 0 && (
        <Counter used={hashtags} most={limits.hashtags_max} say="copy.countHashtags" />
      )}
      {limits.tags_max !== null && <TagsField {...{ words, limits, change }} />}
    </fieldset>
  );
}

interface TagsFieldProps {
  words: { tags: string[] };
  limits: Capabilities['text'];
  change: (part: PlatformTextChanges) => void;
}

function TagsField({ words, limits, change }: TagsFieldProps) {
  const { t } = useTranslation();
  const most = limits.tag_max ?? Number.POSITIVE_INFINITY;
  const long = words.tags.find((tag) => countText(tag).units > most);
  return (
    <div className="grid gap-1.5">
      <ChipsField
        label={t('copy.tags')}
        hint={t('copy.hashtagsHint')}
        value={words.tags}
        removeLabel={(what) => t('common.remove', { what })}
        onChange={(tags) => change({ tags })}
      />
      <Counter used={words.tags.length} most={limits.tags_max ?? 0} say="copy.countTags" />
      {long && (
        <p className="font-bold text-fine text-madder">
          {t('copy.tagTooLong', { tag: long, most })}
        </p>
      )}
    </div>
  );
}
