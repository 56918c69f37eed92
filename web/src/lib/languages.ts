/** The languages in which copy can be written. */
import type { components } from '@/api/schema';

export type Language = components['schemas']['DraftRead']['languages'][number];

interface LanguageInfo {
  code: Language;
  /** The name of the language in its own script. */
  name: string;
  direction: 'ltr' | 'rtl';
}

const ltr = (code: Language, name: string): LanguageInfo => ({ code, name, direction: 'ltr' });

export const COPY_LANGUAGES: readonly LanguageInfo[] = [
  ltr('en', 'English'),
  ltr('hi', 'हिन्दी'),
  ltr('bn', 'বাংলা'),
  ltr('ta', 'தமிழ்'),
  ltr('te', 'తెలుగు'),
  ltr('mr', 'मराठी'),
  ltr('gu', 'ગુજરાતી'),
  ltr('kn', 'ಕನ್ನಡ'),
  ltr('ml', 'മലയാളം'),
  ltr('or', 'ଓଡ଼ିଆ'),
  ltr('pa', 'ਪੰਜਾਬੀ'),
  { code: 'ur', name: 'اردو', direction: 'rtl' },
];

export function languageInfo(language: Language): LanguageInfo {
  return COPY_LANGUAGES.find((one) => one.code === language) ?? ltr(language, language);
}

/** The `lang` and `dir` attributes of an element in this language. */
export function languageAttributes(language: Language): { lang: string; dir: 'ltr' | 'rtl' } {
  return { lang: language, dir: languageInfo(language).direction };
}
