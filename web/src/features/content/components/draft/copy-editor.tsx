import { useTranslation } from 'react-i18next';
import { ChipsField } from '@/components/ui/chips-field';
import { TextArea, TextField } from '@/components/ui/field';
import type { Language } from '@/lib/languages';
import { languageAttributes } from '@/lib/languages';
import { EMPTY_COPY } from '../../api/draft-changes';
import type { DraftSession } from '../../api/draft-session';
import type { Copy, Draft } from '../../api/types';
import { toHashtag } from '../hashtag';
import { RegenerateMenu } from './regenerate-menu';

interface CopyEditorProps {
  draft: Draft;
  session: DraftSession;
  language: Language;
  disabled: boolean;
}

/** The copy for all platforms in one language; a platform follows it until its text is edited. */
export function CopyEditor({ draft, session, language, disabled }: CopyEditorProps) {
  const { t } = useTranslation();
  const copy = draft.copies[language] ?? EMPTY_COPY;
  const attributes = languageAttributes(language);
  const change = (part: Partial<Copy>) => session.change({ copies: { [language]: part } });
  const regenerateMenu = (field: keyof Copy, label: string) => (
    <RegenerateMenu session={session} fieldRef={{ field, language }} label={label} />
  );
  return (
    <fieldset disabled={disabled} className="grid content-start gap-2">
      <TextField
        {...attributes}
        label={t('copy.headline')}
        value={copy.title}
        onChange={(event) => change({ title: event.target.value })}
      />
      {regenerateMenu('title', t('copy.headline'))}
      <TextArea
        {...attributes}
        label={t('copy.description')}
        rows={6}
        value={copy.description}
        onChange={(event) => change({ description: event.target.value })}
      />
      {regenerateMenu('description', t('copy.description'))}
      <TextField
        {...attributes}
        label={t('writing.callToAction')}
        hint={t('writing.callToActionHint')}
        maxLength={150}
        value={copy.call_to_action}
        onChange={(event) => change({ call_to_action: event.target.value })}
      />
      {regenerateMenu('call_to_action', t('writing.callToAction'))}
      <ChipsField
        {...attributes}
        label={t('copy.hashtags')}
        hint={t('copy.hashtagsHint')}
        value={copy.hashtags}
        removeLabel={(what) => t('common.remove', { what })}
        onChange={(hashtags) => change({ hashtags: hashtags.map(toHashtag) })}
      />
      {regenerateMenu('hashtags', t('copy.hashtags'))}
      <TextArea
        {...attributes}
        label={t('copy.altText')}
        hint={t('copy.altTextHint')}
        rows={2}
        value={copy.alt_text}
        onChange={(event) => change({ alt_text: event.target.value })}
      />
      {regenerateMenu('alt_text', t('copy.altText'))}
    </fieldset>
  );
}
