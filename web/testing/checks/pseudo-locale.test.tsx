/** Every string that a person can read or hear came through i18next, or is what they typed. */
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import i18next from 'i18next';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { App } from '@/app/app';
import { startI18n } from '@/lib/i18n';
import { TONGUES } from '@/lib/languages';
import channels from '@/locales/channels/en.json';
import content from '@/locales/content/en.json';
import en from '@/locales/en.json';
import library from '@/locales/library/en.json';
import { SCENES, type Scene } from '../fixture/scenes';
import { CHANNELS } from '../fixture/shop';
import { stage } from '../stage';

type Tree = { [key: string]: string | Tree };

const OPEN = '⟦';
const CLOSE = '⟧';

/** Mark the words of a string and leave its slots open: ⟦Published ⟧{{when}}⟦⟧. */
function mark(tree: Tree): Tree {
  const entries = Object.entries(tree).map(([key, value]) => [
    key,
    typeof value === 'string'
      ? `${OPEN}${value.replace(/{{\w+}}/g, (slot) => CLOSE + slot + OPEN)}${CLOSE}`
      : mark(value),
  ]);
  return Object.fromEntries(entries) as Tree;
}

const ATTRIBUTES = ['aria-label', 'aria-valuetext', 'alt', 'placeholder', 'title'];
/** Names of things and a command to type: the same in every language. */
const COMMAND = 'make connect PLATFORM=';
const NAMES = [
  COMMAND,
  'Haat',
  'WhatsApp',
  ...TONGUES.map((one) => one.name),
  ...CHANNELS.map((one) => one.name),
];

function collect(value: unknown, into: Set<string>): void {
  if (typeof value === 'string') into.add(value);
  else if (value instanceof Map) for (const one of value.values()) collect(one, into);
  else if (value && typeof value === 'object')
    for (const one of Object.values(value)) collect(one, into);
}

/** What the world knows by itself: names, words, reasons; all that is not the app's to say. */
function known(): string[] {
  const found = new Set(NAMES);
  collect(stage.world.state, found);
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

/** Numbers, units, dates and months come from Intl. */
const FORMATTED = /\b(?:[kM]?B|byte|kB|am|pm|Jan|Oct|Nov)\b/g;

function strays(all: string[], world: string[]): string[] {
  const rest = (text: string) => {
    let left = text.replace(/⟦[^⟦⟧]*⟧/g, ' ');
    for (const one of world) left = left.split(one).join(' ');
    return left.replace(FORMATTED, ' ');
  };
  const isClipped = (text: string) =>
    /…\s*$/.test(text) && world.some((one) => one.startsWith(text.replace(/…\s*$/, '')));
  const isStray = (text: string) => /\p{L}{2,}/u.test(rest(text)) && !isClipped(text);
  return [...new Set(all.filter(isStray))];
}

beforeAll(async () => {
  await startI18n('en');
  for (const strings of [en, channels, content, library]) {
    i18next.addResourceBundle('en', 'translation', mark(strings), true, true);
  }
});

beforeEach(() => {
  localStorage.setItem('haat.was-signed-in', '1');
});

async function show(path: string, scene: Scene, signedIn: boolean): Promise<void> {
  stage.world = SCENES[scene]();
  stage.world.state.signedIn = signedIn;
  if (!signedIn) localStorage.clear();
  window.history.replaceState({}, '', path);
  render(<App />);
  await screen.findByRole('heading', { level: 1 });
  await waitFor(() => expect(document.querySelector('.animate-breathe')).toBeNull(), {
    timeout: 20_000,
  });
}

const PAGES: [string, Scene, boolean][] = [
  ['/sign-in', 'bazaar', false],
  ['/sign-up', 'bazaar', false],
  ['/', 'bazaar', true],
  ['/', 'empty', true],
  ['/new', 'bazaar', true],
  ['/new/draft_1', 'bazaar', true],
  ['/new/draft_1', 'troubles', true],
  ['/new/draft_bad', 'troubles', true],
  ['/posts/post_moving', 'bazaar', true],
  ['/posts/post_mixed', 'bazaar', true],
  ['/connections', 'bazaar', true],
  ['/connections', 'ten', true],
  ['/connections?problem=keys_pending&platform=woocommerce', 'ten', true],
  ['/connections/etsy', 'ten', true],
  ['/connections/pinterest', 'ten', true],
  ['/connections/indiamart', 'ten', true],
  ['/connections?problem=consent_denied&platform=etsy', 'troubles', true],
  ['/templates', 'bazaar', true],
  ['/templates', 'empty', true],
  ['/templates/voice', 'bazaar', true],
  ['/templates/voice', 'empty', true],
  ['/new/draft_1', 'languages', true],
  ['/approve/good', 'languages', false],
  ['/approve/revoked', 'languages', false],
  ['/nothing-here', 'bazaar', true],
];

test.each(PAGES)('every string of %s (%s) goes through i18next', async (path, scene, signedIn) => {
  await show(path, scene, signedIn);
  expect(strays(texts(), known())).toEqual([]);
});

test('every place tab of the words too', async () => {
  await show('/new/draft_1', 'bazaar', true);
  const user = userEvent.setup();
  for (const channel of CHANNELS) {
    await user.click(await screen.findByRole('tab', { name: channel.name }));
    expect(strays(texts(), known())).toEqual([]);
  }
});

test('what fails to be sent too', async () => {
  await show('/sign-up', 'bazaar', false);
  await userEvent.setup().click(screen.getAllByRole('button').at(-1) as HTMLElement);
  await waitFor(() => expect(document.querySelector('[aria-invalid]')).not.toBeNull());
  expect(strays(texts(), known())).toEqual([]);
});

test('a string beside i18next is found', () => {
  cleanup();
  expect(strays(['⟦Published ⟧21 Nov⟦⟧', 'Publish now', '⟦Go⟧ home'], [])).toEqual([
    'Publish now',
    '⟦Go⟧ home',
  ]);
});
