import { useMutation } from '@tanstack/react-query';
import { ChevronDown, Languages } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { Failure } from '@/components/ui/failure';
import { SelectField } from '@/components/ui/select-field';
import type { Language } from '@/lib/languages';
import { COPY_LANGUAGES, languageAttributes, languageInfo } from '@/lib/languages';
import type { DraftSession } from '../../api/draft-session';
import type { Draft } from '../../api/types';

interface LanguagePickerProps {
  draft: Draft;
  session: DraftSession;
  disabled: boolean;
}

/** The languages of a draft, and its main one. */
export function LanguagePicker({ draft, session, disabled }: LanguagePickerProps) {
  const { t } = useTranslation();
  const id = useId();
  const [open, setOpen] = useState(false);
  return (
    <div className="grid gap-4">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        className="flex min-h-11 items-center gap-2.5 justify-self-start rounded-cut text-start"
      >
        <Languages aria-hidden className="size-5 shrink-0 text-indigo" />
        <span>
          <span className="font-bold">{t('lang.label')}</span>{' '}
          {draft.languages.map((code, place) => (
            <span key={code}>
              {place > 0 && ' · '}
              <bdi {...languageAttributes(code)} className="leading-normal">
                {languageInfo(code).name}
              </bdi>
            </span>
          ))}
        </span>
        <ChevronDown
          aria-hidden
          className={cx('size-5 shrink-0 text-indigo transition-transform', open && 'rotate-180')}
        />
      </button>
      <div id={id} hidden={!open}>
        {open && (
          <LanguageForm
            key={draft.languages.join()}
            {...{ draft, session, disabled }}
            onDone={() => setOpen(false)}
          />
        )}
      </div>
    </div>
  );
}

function LanguageForm({
  draft,
  session,
  disabled,
  onDone,
}: LanguagePickerProps & { onDone: () => void }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<readonly Language[]>(draft.languages);
  const [main = 'en'] = chosen;
  const save = useMutation({
    mutationFn: () => session.saveNow({ languages: [...chosen] }),
    onSuccess: onDone,
  });
  const toggle = (code: Language) =>
    setChosen(chosen.includes(code) ? chosen.filter((one) => one !== code) : [...chosen, code]);
  const setMain = (code: string) =>
    setChosen(chosen.toSorted((a, b) => Number(b === code) - Number(a === code)));
  return (
    <div className="grid gap-5 rounded-stamp bg-sheet p-4 sm:p-6">
      <fieldset className="grid gap-3">
        <legend className="pb-2 text-soft">{t('lang.lead')}</legend>
        <div className="grid grid-cols-2 gap-2 sm:grid-cols-3 md:grid-cols-4">
          {COPY_LANGUAGES.map(({ code, name }) => (
            <label
              key={code}
              className="flex min-h-12 cursor-pointer items-center gap-3 rounded-cut border-2 border-line px-3 has-checked:border-indigo has-checked:bg-indigo-wash"
            >
              <input
                type="checkbox"
                checked={chosen.includes(code)}
                disabled={chosen.length === 1 && chosen.includes(code)}
                onChange={() => toggle(code)}
                className="size-5 shrink-0 accent-indigo"
              />
              <bdi {...languageAttributes(code)} className="font-bold leading-normal">
                {name}
              </bdi>
            </label>
          ))}
        </div>
      </fieldset>
      {save.error && <Failure error={save.error} />}
      <div className="flex flex-wrap items-end justify-between gap-4">
        <SelectField
          label={t('lang.main')}
          className="min-w-48"
          value={main}
          onChange={(event) => setMain(event.target.value)}
          options={chosen.map((code) => ({
            value: code,
            text: languageInfo(code).name,
            lang: code,
          }))}
        />
        <Button
          busy={save.isPending}
          disabled={disabled || chosen.join() === draft.languages.join()}
          onClick={() => save.mutate()}
        >
          {t('lang.write')}
        </Button>
      </div>
    </div>
  );
}
