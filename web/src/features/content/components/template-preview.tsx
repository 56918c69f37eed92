import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Pattern } from '@/api/content';
import type { Draft } from '@/api/shapes';
import { Failure } from '@/components/ui/failure';
import { SelectField } from '@/components/ui/select-field';
import { countFor } from '@/lib/count-text';
import { speaking } from '@/lib/languages';
import { filledOptions } from '../api/templates';
import { Counter } from './counter';
import type { Place } from './template-editor';

interface TemplatePreviewProps {
  pattern: Pattern;
  drafts: readonly Draft[];
  place: Place | undefined;
}

const PAUSE_MS = 400;

/** The value once it has stood still for a moment. */
function useStill<T>(value: T): T {
  const [still, setStill] = useState(value);
  useEffect(() => {
    const timer = setTimeout(setStill, PAUSE_MS, value);
    return () => clearTimeout(timer);
  }, [value]);
  return still;
}

/** The pattern filled in with one of the person's own drafts. */
export function TemplatePreview({ pattern, drafts, place }: TemplatePreviewProps) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState('');
  const draft = drafts.find((one) => one.draft_id === asked) ?? drafts[0];
  const still = useStill(pattern);
  const { name: _, ...looks } = still;
  const { data, error } = useQuery(
    filledOptions(draft?.draft_id ?? '', { ...looks, name: t('template.preview') }),
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
        onChange={(event) => setAsked(event.target.value)}
        options={drafts.map((one) => ({
          value: one.draft_id,
          text: one.copy.title || one.facts.title || t('home.untitled'),
        }))}
      />
      {error && <Failure error={error} />}
      {data && (
        <>
          <p {...speaking(data.language)} className="whitespace-pre-line border-line border-t pt-4">
            {data.text}
          </p>
          {place?.textMax && (
            <Counter used={countFor(place.platform, 'text', data.text)} most={place.textMax} />
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

type Say = ReturnType<typeof useTranslation>['t'];

function variableName(name: string, t: Say): string {
  const say = t as (key: string) => string;
  return say(`template.variable.${name}`);
}
