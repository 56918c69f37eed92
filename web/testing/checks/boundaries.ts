/** The import boundaries. Features are read from the folders, so a new one is checked at once. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

export type Sources = ReadonlyMap<string, string>;

export const IMPORT = /(?:\bfrom\s*|\bimport\s*\(?\s*)['"]([^'"]+)['"]/g;

/** Each layer may import itself and those after it; `api` holds types only. */
const LAYERS = [
  'main.tsx',
  'app',
  'features',
  'platforms',
  'components',
  'lib',
  'config',
  'locales',
  'api',
];
const ANYBODY = ['styles', 'assets'];
/** What server and web both read: the rules of how long a text may be. */
const SHARED = ['../functions/channels/model/text_rules.json'];

export function readSources(root: string): Sources {
  const found = new Map<string, string>();
  const walk = (folder: string) => {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) walk(path);
      else if (/\.tsx?$/.test(name)) found.set(relative(root, path), readFileSync(path, 'utf8'));
    }
  };
  if (existsSync(root)) walk(root);
  return found;
}

/** The imported file below `src`, or null for a package. */
function target(file: string, specifier: string): string | null {
  if (specifier.startsWith('@/')) return specifier.slice(2);
  if (!specifier.startsWith('.')) return null;
  return relative('/src', resolve('/src', dirname(file), specifier));
}

/** Whether this is in a platform's own folder, and not beside them. */
function isOfAPlatform(path: string): boolean {
  const [top, , inside] = path.split('/');
  return top === 'platforms' && inside !== undefined;
}

function refusal(file: string, imported: string): string | null {
  const [from = '', feature] = file.split('/');
  const [to = '', other] = imported.split('/');
  if (ANYBODY.includes(to) || SHARED.includes(imported)) return null;
  if (to === '..') return 'leaves src';
  if (!LAYERS.includes(to)) return `${to} is no layer`;
  if (LAYERS.indexOf(to) < LAYERS.indexOf(from)) return `${from} may not import ${to}`;
  if (from === 'features' && to === 'features' && feature !== other) {
    return `feature ${feature} may not import feature ${other}`;
  }
  if (isOfAPlatform(file) && isOfAPlatform(imported) && feature !== other) {
    return `platform ${feature} may not import platform ${other}`;
  }
  return null;
}

/** Every import that crosses a boundary, as a sentence. */
export function violations(sources: Sources): string[] {
  const found: string[] = [];
  for (const [file, source] of sources) {
    if (file.includes('.test.')) continue;
    for (const [, specifier = ''] of source.matchAll(IMPORT)) {
      const imported = target(file, specifier);
      const why = imported && refusal(file, imported);
      if (why) found.push(`${file}: ${why} (${specifier})`);
    }
  }
  return found;
}

/** Every file outside the platforms' folders that names one of them, as a sentence. */
export function namedPlatforms(sources: Sources, platforms: readonly string[]): string[] {
  const name = new RegExp(`['"\`/.](${platforms.join('|')})['"\`/.]`, 'i');
  const found: string[] = [];
  for (const [file, source] of sources) {
    if (isOfAPlatform(file) || file.includes('.test.') || file.endsWith('.d.ts')) continue;
    const code = source.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
    const [, platform] = name.exec(code) ?? [];
    if (platform) found.push(`${file} names ${platform}`);
  }
  return found;
}

/** A feature's components beyond this many are in folders, each of a screen or a part of one. */
const MOST_COMPONENTS = 12;

/** The folders of components that hold too many files, with their numbers. */
export function crowdedFolders(sources: Sources): string[] {
  const sizes = new Map<string, number>();
  for (const file of sources.keys()) {
    const folder = dirname(file);
    if (/^features\/\w+\/components/.test(folder) && !file.includes('.test.')) {
      sizes.set(folder, (sizes.get(folder) ?? 0) + 1);
    }
  }
  return [...sizes]
    .filter(([, size]) => size > MOST_COMPONENTS)
    .map(([folder, size]) => `${folder}: ${size}`);
}
