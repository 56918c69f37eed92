import i18next from 'i18next';

/** What we call something that the server names by a word; `otherwise` for one we do not know yet. */
export function knownWords(group: string, name: string, otherwise: string): string {
  const key = `${group}.${name.replace(/[^a-z0-9]+/gi, '_')}`;
  const say = i18next.t as (key: string) => string;
  return i18next.exists(key) ? say(key) : otherwise;
}
