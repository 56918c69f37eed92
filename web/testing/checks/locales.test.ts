import { expect, test } from 'vitest';
import { LANGUAGES } from '@/lib/i18n';
import type { StringTree } from '@/locales/string-tree';
import { readSources } from './boundaries';
import { localeFiles } from './locale-files';

function flat(tree: StringTree, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') found.set(path + key, value);
    else for (const entry of flat(value, `${path}${key}.`)) found.set(...entry);
  }
  return found;
}

const together = (language: string) =>
  new Map([...localeFiles(language).values()].flatMap((tree) => [...flat(tree)]));
const english = together('en');
const hindi = together('hi');
const slots = (text = '') => [...text.matchAll(/{{(\w+)}}/g)].map(([, name]) => name).sort();

test('every string is said in both languages, in files of the same place', () => {
  expect(localeFiles('en').size).toBeGreaterThan(5);
  for (const language of Object.keys(LANGUAGES)) {
    expect([...localeFiles(language).keys()]).toEqual([...localeFiles('en').keys()]);
    for (const [place, tree] of localeFiles(language)) {
      const keys = [...flat(localeFiles('en').get(place) ?? {}).keys()].sort();
      expect([...flat(tree).keys()].sort(), place).toEqual(keys);
    }
  }
});

/** The features that have strings of a group such as `facts`; the shell's are anybody's. */
const owners = new Map<string, string[]>();
for (const [place, tree] of localeFiles('en')) {
  for (const group of Object.keys(tree)) {
    owners.set(group, [...(owners.get(group) ?? []), place.split('/')[1] ?? 'shell']);
  }
}
const isOf = (feature: string, group: string) =>
  ['shell', feature].some((one) => owners.get(group)?.includes(one));
const NAMED = /['"`]([a-z]\w*)\.[\w$]/g;

/** The groups of strings that a feature's sources name and that are neither its own nor the shell's. */
function borrowed(feature: string, source: string): string[] {
  const groups = [...source.matchAll(NAMED)].map(([, group = '']) => group);
  return groups.filter((group) => owners.has(group) && !isOf(feature, group));
}

test("a feature says its own strings and the shell's", () => {
  const sources = readSources(`${process.cwd()}/src/features`);
  const found = [...sources].flatMap(([file, source]) =>
    borrowed(file.split('/')[0] ?? '', source).map((group) => `${file}: ${group}`),
  );
  expect(found).toEqual([]);
  expect(borrowed('media', `t('facts.price')`)).toEqual(['facts']);
  expect(borrowed('media', `t('photo.title') + t('common.more')`)).toEqual([]);
});

test.each([...english.keys()])('%s', (key) => {
  const text = hindi.get(key) ?? '';
  expect(slots(text)).toEqual(slots(english.get(key)));
  const spoken = text.replace(/{{\w+}}/g, '');
  if (/\p{L}/u.test(spoken)) expect(spoken).toMatch(/\p{Script=Devanagari}/u);
});
