import type { Language } from '@/api/content';
import { speaking, tongue } from '@/lib/languages';

interface LanguagePillsProps {
  label: string;
  languages: readonly Language[];
  value: Language;
  disabled?: boolean;
  onChange: (language: Language) => void;
}

/** One of the draft's languages, each by its own name; nothing to choose when there is one. */
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
            {...speaking(language)}
            aria-pressed={language === value}
            onClick={() => onChange(language)}
            className="min-h-11 rounded-full border-2 border-line px-4 font-bold leading-normal text-soft hover:border-indigo hover:text-indigo disabled:cursor-not-allowed aria-pressed:border-indigo aria-pressed:bg-indigo aria-pressed:text-on-indigo"
          >
            {tongue(language).name}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
