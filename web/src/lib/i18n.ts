/** The setup of i18next; each language is loaded when it is needed. */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type channels from '@/locales/channels/en.json';
import type content from '@/locales/content/en.json';
import type en from '@/locales/en.json';
import type library from '@/locales/library/en.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en & typeof channels & typeof content & typeof library };
  }
}

export const LANGUAGES = { en: 'English', hi: 'हिन्दी' } as const;
export type Language = keyof typeof LANGUAGES;

const STORAGE_KEY = 'haat.language';

const files: Record<Language, () => Promise<{ default: typeof en }>> = {
  en: () => import('@/locales/en.json'),
  hi: () => import('@/locales/hi.json'),
};

/** Locale bundles that the first page does not need, by the pages that do. */
const bundles = {
  channels: {
    en: () => import('@/locales/channels/en.json'),
    hi: () => import('@/locales/channels/hi.json'),
  },
  content: {
    en: () => import('@/locales/content/en.json'),
    hi: () => import('@/locales/content/hi.json'),
  },
  library: {
    en: () => import('@/locales/library/en.json'),
    hi: () => import('@/locales/library/hi.json'),
  },
} as const;
type Bundle = keyof typeof bundles;

const loadedBundles = new Set<Bundle>();

async function fetchBundle(part: Bundle, language: Language): Promise<void> {
  const { default: strings } = await bundles[part][language]();
  i18next.addResourceBundle(language, 'translation', strings, true, false);
}

/** Load a locale bundle, now and whenever the language changes. */
export async function loadBundle(part: Bundle): Promise<void> {
  loadedBundles.add(part);
  if (isLanguage(i18next.language)) await fetchBundle(part, i18next.language);
}

export function isLanguage(text: string | null | undefined): text is Language {
  return text === 'en' || text === 'hi';
}

/** The stored language, else the device's, else English. */
export function preferredLanguage(): Language {
  const chosen = localStorage.getItem(STORAGE_KEY);
  if (isLanguage(chosen)) return chosen;
  return navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? 'en';
}

export async function changeLanguage(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'translation')) {
    const { default: strings } = await files[language]();
    i18next.addResourceBundle(language, 'translation', strings);
  }
  await Promise.all([...loadedBundles].map((part) => fetchBundle(part, language)));
  await i18next.changeLanguage(language);
  localStorage.setItem(STORAGE_KEY, language);
  document.documentElement.lang = language;
}

export async function startI18n(language = preferredLanguage()): Promise<void> {
  const { default: strings } = await files[language]();
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: { [language]: { translation: strings } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  await Promise.all([...loadedBundles].map((part) => fetchBundle(part, language)));
  document.documentElement.lang = language;
}
