import i18next from 'i18next';

/** Several things in a sentence: “a, b and c”. */
export function formatList(items: readonly string[]): string {
  return new Intl.ListFormat(i18next.language === 'hi' ? 'hi' : 'en-IN').format(items);
}
