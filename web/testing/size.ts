/** Fails the build when the first load of any entry page passes the budget of the design. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

export const BUDGET_BYTES = 170_000;

const DIST = fileURLToPath(new URL('../dist/', import.meta.url));
/** The entry pages, each measured with the Hindi strings. */
const ARRIVALS = [
  'sign-in',
  'sign-up',
  'home',
  'new-post',
  'product/product-route',
  'post',
  'connections',
  'platform/platform-route',
  'library/library-route',
  'library/photo-route',
  'templates/templates-route',
  'voice/voice-route',
  'approve/approve-route',
];

/** Pages without the layout of signed-in pages. */
const OUTSIDE = /^(sign-|approve)/;
const lazy = (feature: string) => `src/features/${feature}/locales/lazy/hi.json`;
/** Pages that need lazy strings. */
const WORDS: readonly [RegExp, string][] = [
  [/^(templates|voice|approve)/, lazy('content')],
  [/^(connections|platform)/, lazy('channels')],
  [/^(library|new-post)/, lazy('media')],
  [/^post/, lazy('publishing')],
  [/^sign-up/, lazy('identity')],
];

interface Chunk {
  file: string;
  imports?: string[];
}
export type Manifest = Record<string, Chunk>;

/** The script files that these modules need before they run. */
export function closure(manifest: Manifest, modules: readonly string[]): Set<string> {
  const files = new Set<string>();
  const visit = (name: string) => {
    const chunk = manifest[name];
    if (!chunk) throw new Error(`The manifest does not know ${name}.`);
    if (files.has(chunk.file)) return;
    files.add(chunk.file);
    chunk.imports?.forEach(visit);
  };
  modules.forEach(visit);
  return files;
}

function weigh(): boolean {
  const manifest = JSON.parse(readFileSync(`${DIST}.vite/manifest.json`, 'utf8')) as Manifest;
  let within = true;
  for (const arrival of ARRIVALS) {
    const frame = OUTSIDE.test(arrival) ? [] : ['src/app/shell/shell.tsx'];
    for (const [pages, words] of WORDS) if (pages.test(arrival)) frame.push(words);
    const route = `src/app/routes/${arrival}.tsx`;
    const modules = ['index.html', 'src/locales/hi.ts', route, ...frame];
    const files = [...closure(manifest, modules)].filter((file) => file.endsWith('.js'));
    const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(DIST + file)).length, 0);
    const fits = bytes <= BUDGET_BYTES;
    within &&= fits;
    console.log(
      `${fits ? 'ok  ' : 'OVER'} ${arrival.padEnd(18)} ${(bytes / 1000).toFixed(1)} KB gzip`,
    );
  }
  return within;
}

if (process.argv[1] === fileURLToPath(import.meta.url) && !weigh()) process.exit(1);
