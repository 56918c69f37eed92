/** Where the translations are: the shell's here, those of a feature in its own `locales`. */
import type en from './en.json';
import type { StringTree } from './string-tree';

/** A feature adds its strings in its `locales/strings.d.ts`. */
// biome-ignore lint/suspicious/noEmptyInterface: features declare its members
export interface StringsByFeature {}
export type Feature = keyof StringsByFeature;

type Union = typeof en | StringsByFeature[Feature];
type Intersection<T> = (T extends unknown ? (each: T) => void : never) extends (
  all: infer I,
) => void
  ? I
  : never;
export type Strings = Intersection<Union>;
/** What the first page needs, in one file per language: a slow network asks once. */
export const FIRST = {
  en: () => import('./en'),
  hi: () => import('./hi'),
} as const;

/** What only some pages of a feature need, by its path. */
const LAZY = import.meta.glob<StringTree>('../features/*/locales/lazy/*.json', {
  import: 'default',
});

/** The strings of a feature that only some of its pages need. */
export async function lazyStrings(feature: Feature, language: string): Promise<StringTree> {
  const load = LAZY[`../features/${feature}/locales/lazy/${language}.json`];
  if (!load) throw new Error(`${feature} has no lazy strings in ${language}.`);
  return load();
}
