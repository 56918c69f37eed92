import { useTranslation } from 'react-i18next';
import type { Copy, Language } from '@/api/content';
import type { Draft } from '@/api/shapes';
import { ChipsField } from '@/components/ui/chips-field';
import { TextArea, TextField } from '@/components/ui/field';
import { speaking } from '@/lib/languages';
import { NO_COPY } from '../api/draft-changes';
import type { DraftSession } from '../api/draft-session';
import { Anew } from './anew';

interface CopyEditorProps {
  draft: Draft;
  session: DraftSession;
  language: Language;
  disabled: boolean;
}

/** The words for everywhere, in one language: places follow them until they are changed there. */
export function CopyEditor({ draft, session, language, disabled }: CopyEditorProps) {
  const { t } = useTranslation();
  const copy = draft.copies[language] ?? NO_COPY;
  const spoken = speaking(language);
  const change = (part: Partial<Copy>) => session.change({ copies: { [language]: part } });
  const anew = (field: keyof Copy, label: string) => (
    <Anew session={session} place={{ field, language }} label={label} />
  );
  return (
    <fieldset disabled={disabled} className="grid content-start gap-2">
      <TextField
        {...spoken}
        label={t('copy.headline')}
        value={copy.title}
        onChange={(event) => change({ title: event.target.value })}
      />
      {anew('title', t('copy.headline'))}
      <TextArea
        {...spoken}
        label={t('copy.description')}
        rows={6}
        value={copy.description}
        onChange={(event) => change({ description: event.target.value })}
      />
      {anew('description', t('copy.description'))}
      <TextField
        {...spoken}
        label={t('words.callToAction')}
        hint={t('words.callToActionHint')}
        maxLength={150}
        value={copy.call_to_action}
        onChange={(event) => change({ call_to_action: event.target.value })}
      />
      {anew('call_to_action', t('words.callToAction'))}
      <ChipsField
        {...spoken}
        label={t('copy.hashtags')}
        hint={t('copy.hashtagsHint')}
        value={copy.hashtags}
        removeLabel={(what) => t('common.remove', { what })}
        onChange={(hashtags) => change({ hashtags: hashtags.map(asHashtag) })}
      />
      {anew('hashtags', t('copy.hashtags'))}
      <TextArea
        {...spoken}
        label={t('copy.altText')}
        hint={t('copy.altTextHint')}
        rows={2}
        value={copy.alt_text}
        onChange={(event) => change({ alt_text: event.target.value })}
      />
      {anew('alt_text', t('copy.altText'))}
    </fieldset>
  );
}

export function asHashtag(word: string): string {
  return `#${word.replace(/^#+/, '').replace(/\s+/g, '')}`;
}
