/** The languages that words are written in, each by its own name. */
import type { Language } from '@/api/content';

interface Tongue {
  code: Language;
  /** Its name in its own script. */
  name: string;
  direction: 'ltr' | 'rtl';
}

const ltr = (code: Language, name: string): Tongue => ({ code, name, direction: 'ltr' });

export const TONGUES: readonly Tongue[] = [
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

export function tongue(language: Language): Tongue {
  return TONGUES.find((one) => one.code === language) ?? ltr(language, language);
}

/** Says to browser and screen reader which language an element speaks, and which way it runs. */
export function speaking(language: Language): { lang: string; dir: 'ltr' | 'rtl' } {
  return { lang: language, dir: tongue(language).direction };
}
