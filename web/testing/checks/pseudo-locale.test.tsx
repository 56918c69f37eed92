/** Every string that a person can read or hear came through i18next, or is what they typed. */
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import i18next from 'i18next';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { App } from '@/app/app';
import { startI18n } from '@/lib/i18n';
import { COPY_LANGUAGES } from '@/lib/languages';
import type { StringTree } from '@/locales/string-tree';
import { CHANNELS } from '../fixture/sample-data';
import { SCENARIOS, type Scenario } from '../fixture/scenarios';
import { backend } from '../render-app';
import { localeFiles } from './locale-files';

const OPEN = '⟦';
const CLOSE = '⟧';

/** Mark the words of a string and leave its slots open: ⟦Published ⟧{{when}}⟦⟧. */
function mark(tree: StringTree): StringTree {
  const entries = Object.entries(tree).map(([key, value]) => [
    key,
    typeof value === 'string'
      ? `${OPEN}${value.replace(/{{\w+}}/g, (slot) => CLOSE + slot + OPEN)}${CLOSE}`
      : mark(value),
  ]);
  return Object.fromEntries(entries) as StringTree;
}

const ATTRIBUTES = ['aria-label', 'aria-valuetext', 'alt', 'placeholder', 'title'];
/** Names of things and a command to type: the same in every language. */
const COMMAND = 'make connect PLATFORM=';
const NAMES = [
  COMMAND,
  'ACCOUNT=second-shop',
  'Haat',
  'WhatsApp',
  ...COPY_LANGUAGES.map((one) => one.name),
  ...CHANNELS.map((one) => one.name),
];

function collect(value: unknown, into: Set<string>): void {
  if (typeof value === 'string') into.add(value);
  else if (value instanceof Map) for (const one of value.values()) collect(one, into);
  else if (value && typeof value === 'object')
    for (const one of Object.values(value)) collect(one, into);
}

/** The texts that come from the mock API: names, copy, reasons. */
function known(): string[] {
  const found = new Set(NAMES);
  collect(backend.api.state, found);
  for (const text of [...found]) for (const line of text.split('\n')) found.add(line.trim());
  return [...found].filter((text) => text.length > 1).sort((a, b) => b.length - a.length);
}

function texts(): string[] {
  const found: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ALL);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof Text && node.parentElement?.tagName !== 'STYLE') found.push(node.data);
    if (!(node instanceof Element)) continue;
    for (const name of ATTRIBUTES) found.push(node.getAttribute(name) ?? '');
  }
  return [...found, document.title];
}

/** Numbers, units, dates, months and lists come from Intl. */
const FORMATTED = /\b(?:[kM]?B|byte|kB|am|pm|Jan|Oct|Nov|and)\b/g;

function untranslated(all: string[], fromApi: string[]): string[] {
  const rest = (text: string) => {
    let left = text.replace(/⟦[^⟦⟧]*⟧/g, ' ');
    for (const one of fromApi) left = left.split(one).join(' ');
    return left.replace(FORMATTED, ' ');
  };
  const isClipped = (text: string) =>
    /…\s*$/.test(text) && fromApi.some((one) => one.startsWith(text.replace(/…\s*$/, '')));
  const isUntranslated = (text: string) => /\p{L}{2,}/u.test(rest(text)) && !isClipped(text);
  return [...new Set(all.filter(isUntranslated))];
}

beforeAll(async () => {
  await startI18n('en');
  for (const strings of localeFiles('en').values()) {
    i18next.addResourceBundle('en', 'translation', mark(strings), true, true);
  }
});

beforeEach(() => {
  localStorage.setItem('haat.was-signed-in', '1');
});

async function show(path: string, scenario: Scenario, signedIn: boolean): Promise<void> {
  backend.api = SCENARIOS[scenario]();
  backend.api.state.signedIn = signedIn;
  if (!signedIn) localStorage.clear();
  window.history.replaceState({}, '', path);
  render(<App />);
  await screen.findByRole('heading', { level: 1 });
  await waitFor(() => expect(document.querySelector('.animate-breathe')).toBeNull(), {
    timeout: 20_000,
  });
}

const PAGES: [string, Scenario, boolean][] = [
  ['/sign-in', 'populated', false],
  ['/sign-up', 'populated', false],
  ['/', 'populated', true],
  ['/', 'empty', true],
  ['/new', 'populated', true],
  ['/products/product_1', 'populated', true],
  ['/products/product_1', 'problems', true],
  ['/products/product_bad', 'problems', true],
  ['/products/product_1', 'published', true],
  ['/products/product_1', 'differing', true],
  ['/posts/post_shown', 'differing', true],
  ['/posts/post_moving', 'populated', true],
  ['/posts/post_shown', 'published', true],
  ['/posts/post_mixed', 'populated', true],
  ['/connections', 'populated', true],
  ['/connections', 'tenPlatforms', true],
  ['/connections?problem=keys_pending&platform=woocommerce', 'tenPlatforms', true],
  ['/connections/etsy', 'tenPlatforms', true],
  ['/connections/pinterest', 'tenPlatforms', true],
  ['/connections/indiamart', 'tenPlatforms', true],
  ['/connections?problem=consent_denied&platform=etsy', 'problems', true],
  ['/templates', 'populated', true],
  ['/templates', 'empty', true],
  ['/templates/voice', 'populated', true],
  ['/templates/voice', 'empty', true],
  ['/products/product_1', 'languages', true],
  ['/approve/good', 'languages', false],
  ['/approve/revoked', 'languages', false],
  ['/nothing-here', 'populated', true],
];

test.each(PAGES)(
  'every string of %s (%s) goes through i18next',
  async (path, scenario, signedIn) => {
    await show(path, scenario, signedIn);
    expect(untranslated(texts(), known())).toEqual([]);
  },
);

test('every place tab of the words too', async () => {
  await show('/products/product_1', 'populated', true);
  const user = userEvent.setup();
  for (const channel of CHANNELS) {
    await user.click(await screen.findByRole('tab', { name: channel.name }));
    expect(untranslated(texts(), known())).toEqual([]);
  }
});

test('what is not shown somewhere, and the question about it, too', async () => {
  await show('/products/product_1', 'differing', true);
  const user = userEvent.setup();
  const [box] = (await screen.findAllByRole('checkbox', { name: /Shopify/ })) as [HTMLElement];
  await user.click(box);
  await screen.findByText(/Not shown there/, {}, { timeout: 20_000 });
  await user.click(screen.getByRole('button', { name: /Publish to/ }));
  await screen.findByRole('alertdialog', {}, { timeout: 20_000 });
  expect(untranslated(texts(), known())).toEqual([]);
});

test('what fails to be sent too', async () => {
  await show('/sign-up', 'populated', false);
  await userEvent.setup().click(screen.getAllByRole('button').at(-1) as HTMLElement);
  await waitFor(() => expect(document.querySelector('[aria-invalid]')).not.toBeNull());
  expect(untranslated(texts(), known())).toEqual([]);
});

test('a string beside i18next is found', () => {
  cleanup();
  expect(untranslated(['⟦Published ⟧21 Nov⟦⟧', 'Publish now', '⟦Go⟧ home'], [])).toEqual([
    'Publish now',
    '⟦Go⟧ home',
  ]);
});
