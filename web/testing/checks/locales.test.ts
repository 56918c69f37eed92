import { expect, test } from 'vitest';
import channels from '@/locales/channels/en.json';
import channelsHindi from '@/locales/channels/hi.json';
import content from '@/locales/content/en.json';
import contentHindi from '@/locales/content/hi.json';
import en from '@/locales/en.json';
import hi from '@/locales/hi.json';
import library from '@/locales/library/en.json';
import libraryHindi from '@/locales/library/hi.json';

type Tree = { [key: string]: string | Tree };

function flat(tree: Tree, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') found.set(path + key, value);
    else for (const entry of flat(value, `${path}${key}.`)) found.set(...entry);
  }
  return found;
}

function together(...trees: Tree[]): Map<string, string> {
  return new Map(trees.flatMap((tree) => [...flat(tree)]));
}

const english = together(en, channels, content, library);
const hindi = together(hi, channelsHindi, contentHindi, libraryHindi);
const slots = (text = '') => [...text.matchAll(/{{(\w+)}}/g)].map(([, name]) => name).sort();

test('every string is said in both languages', () => {
  expect([...hindi.keys()].sort()).toEqual([...english.keys()].sort());
});

test.each([...english.keys()])('%s', (key) => {
  const text = hindi.get(key) ?? '';
  expect(slots(text)).toEqual(slots(english.get(key)));
  const spoken = text.replace(/{{\w+}}/g, '');
  if (/\p{L}/u.test(spoken)) expect(spoken).toMatch(/\p{Script=Devanagari}/u);
});
