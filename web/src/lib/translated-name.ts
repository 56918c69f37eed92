import i18next from 'i18next';

/** The translation of a name used by the server; `fallback` for an unknown one. */
export function translatedName(group: string, name: string, fallback: string): string {
  const key = `${group}.${name.replace(/[^a-z0-9]+/gi, '_')}`;
  const translate = i18next.t as (key: string) => string;
  return i18next.exists(key) ? translate(key) : fallback;
}
