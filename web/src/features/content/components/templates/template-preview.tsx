import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure } from '@/components/ui/failure';
import { SelectField } from '@/components/ui/select-field';
import { countFor } from '@/lib/count-text';
import { languageAttributes } from '@/lib/languages';
import { templatePreviewOptions } from '../../api/templates';
import type { Draft, TemplateInput } from '../../api/types';
import { Counter } from '../counter';
import type { TemplatePlatform } from './template-editor';

interface TemplatePreviewProps {
  input: TemplateInput;
  drafts: readonly Draft[];
  platform: TemplatePlatform | undefined;
}

const DEBOUNCE_MS = 400;

/** The value after a pause in its changes. */
function useDebounced<T>(value: T): T {
  const [debounced, setDebounced] = useState(value);
  useEffect(() => {
    const timer = setTimeout(setDebounced, DEBOUNCE_MS, value);
    return () => clearTimeout(timer);
  }, [value]);
  return debounced;
}

/** The template filled in with one of the person's own drafts. */
export function TemplatePreview({ input, drafts, platform }: TemplatePreviewProps) {
  const { t } = useTranslation();
  const [draftId, setDraftId] = useState('');
  const draft = drafts.find((one) => one.draft_id === draftId) ?? drafts[0];
  const debounced = useDebounced(input);
  const { name: _, ...template } = debounced;
  const { data, error } = useQuery(
    templatePreviewOptions(draft?.draft_id ?? '', { ...template, name: t('template.preview') }),
  );
  if (!draft) return <p className="text-soft">{t('template.noDraft')}</p>;
  return (
    <section
      aria-label={t('template.preview')}
      className="grid content-start gap-4 rounded-stamp bg-sheet p-5 md:sticky md:top-28"
    >
      <SelectField
        label={t('template.with')}
        value={draft.draft_id}
        onChange={(event) => setDraftId(event.target.value)}
        options={drafts.map((one) => ({
          value: one.draft_id,
          text: one.copy.title || t('home.untitled'),
        }))}
      />
      {error && <Failure error={error} />}
      {data && (
        <>
          <p
            {...languageAttributes(data.language)}
            className="whitespace-pre-line border-line border-t pt-4"
          >
            {data.text}
          </p>
          {platform?.textMax && (
            <Counter used={countFor(platform.platform, 'text', data.text)} max={platform.textMax} />
          )}
          {data.missing.length > 0 && (
            <p className="text-fine text-turmeric-ink">
              {t('template.missing', {
                names: data.missing.map((one) => variableName(one, t)).join(', '),
              })}
            </p>
          )}
          {data.faults.map((fault) => (
            <p key={fault.reason} className="font-bold text-fine text-madder">
              {fault.reason}
            </p>
          ))}
        </>
      )}
    </section>
  );
}

type Translate = ReturnType<typeof useTranslation>['t'];

function variableName(name: string, t: Translate): string {
  const translate = t as (key: string) => string;
  return translate(`template.variable.${name}`);
}
