/** The setup of i18next; each language is loaded when it is needed. */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { type Feature, FIRST, lazyStrings, type Strings } from '@/locales/strings';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: Strings };
  }
}

export const LANGUAGES = { en: 'English', hi: 'हिन्दी' } as const;
export type Language = keyof typeof LANGUAGES;

const STORAGE_KEY = 'haat.language';

/** The features whose lazy strings a page asked for. */
const asked = new Set<Feature>();

function addStrings(language: Language, strings: object): void {
  i18next.addResourceBundle(language, 'translation', strings, true, false);
}

async function addFirst(language: Language): Promise<void> {
  const { strings } = await FIRST[language]();
  for (const tree of strings) addStrings(language, tree);
}

async function addLazy(feature: Feature, language: Language): Promise<void> {
  addStrings(language, await lazyStrings(feature, language));
}

/** Load the lazy strings of a feature, now and whenever the language changes. */
export async function loadStrings(feature: Feature): Promise<void> {
  asked.add(feature);
  if (isLanguage(i18next.language)) await addLazy(feature, i18next.language);
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
  if (!i18next.hasResourceBundle(language, 'translation')) await addFirst(language);
  await Promise.all([...asked].map((feature) => addLazy(feature, language)));
  await i18next.changeLanguage(language);
  localStorage.setItem(STORAGE_KEY, language);
  document.documentElement.lang = language;
}

export async function startI18n(language = preferredLanguage()): Promise<void> {
  const first = FIRST[language]();
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: {},
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  for (const tree of (await first).strings) addStrings(language, tree);
  await Promise.all([...asked].map((feature) => addLazy(feature, language)));
  document.documentElement.lang = language;
}
