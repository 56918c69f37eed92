import { useTranslation } from 'react-i18next';
import { changeLanguage, isLanguage, LANGUAGES } from '@/lib/i18n';

/** The language switch of pages without a session. */
export function LanguageToggle() {
  const { t, i18n } = useTranslation();
  return (
    <fieldset className="flex" aria-label={t('language.label')}>
      {Object.entries(LANGUAGES).map(([language, name]) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={i18n.language === language}
          onClick={() => isLanguage(language) && void changeLanguage(language)}
          className="min-h-11 rounded-cut px-3 underline-offset-8 hover:underline aria-pressed:font-bold aria-pressed:underline aria-pressed:decoration-2"
        >
          {name}
        </button>
      ))}
    </fieldset>
  );
}
