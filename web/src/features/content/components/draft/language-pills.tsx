import type { Language } from '@/lib/languages';
import { languageAttributes, languageInfo } from '@/lib/languages';

interface LanguagePillsProps {
  label: string;
  languages: readonly Language[];
  value: Language;
  disabled?: boolean;
  onChange: (language: Language) => void;
}

/** A switch between the draft's languages; hidden when there is only one. */
export function LanguagePills(props: LanguagePillsProps) {
  const { label, languages, value, disabled = false, onChange } = props;
  if (languages.length < 2) return null;
  return (
    <fieldset disabled={disabled} className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <legend className="contents">
        <span className="font-bold text-fine text-soft">{label}</span>
      </legend>
      <div className="flex flex-wrap gap-1.5">
        {languages.map((language) => (
          <button
            key={language}
            type="button"
            {...languageAttributes(language)}
            aria-pressed={language === value}
            onClick={() => onChange(language)}
            className="min-h-11 rounded-full border-2 border-line px-4 font-bold leading-normal text-soft hover:border-indigo hover:text-indigo disabled:cursor-not-allowed aria-pressed:border-indigo aria-pressed:bg-indigo aria-pressed:text-on-indigo"
          >
            {languageInfo(language).name}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
