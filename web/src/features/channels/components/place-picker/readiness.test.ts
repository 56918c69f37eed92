import { expect, test } from 'vitest';
import {
  CHANNELS,
  connected,
  draftOf,
  productOf,
} from '../../../../../testing/fixture/sample-data';
import type { Capabilities, Draft } from '../../api/types';
import { type Piece, type Reason, reasonsAgainst, remedyOf } from './readiness';

const ALL = new Set(['square', 'instagram', 'pinterest']);
const channelOf = (platform: string) =>
  CHANNELS.find((one) => one.platform === platform) as Capabilities;

const piece = (): Piece =>
  structuredClone({ product: productOf('product_1'), draft: draftOf('draft_1') });

function etsy(change: (piece: Piece) => void = () => undefined): Reason[] {
  const changed = piece();
  change(changed);
  return reasonsAgainst(channelOf('etsy'), connected('etsy', 'Shop'), changed, ALL);
}

/** The schema's map may lack any platform; the fixture has a text for Etsy. */
function words(draft: Draft) {
  const found = draft.platforms.etsy;
  if (!found) throw new Error('the fixture has no text for Etsy');
  return found;
}

test('a complete piece can go to a connected platform', () => {
  expect(etsy()).toEqual([]);
});

test.each<[Reason, (piece: Piece) => void]>([
  ['price', ({ product }) => Object.assign(product, { price: null })],
  ['quantity', ({ product }) => Object.assign(product, { quantity: null })],
  ['text', ({ draft }) => Object.assign(words(draft), { text: '  ' })],
  ['title_long', ({ draft }) => Object.assign(words(draft), { title: 'x'.repeat(141) })],
  ['text_long', ({ draft }) => Object.assign(words(draft), { text: 'x'.repeat(5001) })],
  ['tags_many', ({ draft }) => Object.assign(words(draft), { tags: Array(14).fill('x') })],
  ['tag_long', ({ draft }) => Object.assign(words(draft), { tags: ['x'.repeat(21)] })],
])('%s is the reason', (reason, change) => {
  expect(etsy(change)).toEqual([reason]);
});

test('an emoji is counted as platforms count it, not as it looks', () => {
  expect(etsy(({ draft }) => Object.assign(words(draft), { title: '🪔'.repeat(70) }))).toEqual([]);
  expect(etsy(({ draft }) => Object.assign(words(draft), { title: '🪔'.repeat(71) }))).toEqual([
    'title_long',
  ]);
});

test('the state of the connection comes first', () => {
  const bare = { ...piece(), product: productOf('product_1', { price: null, quantity: null }) };
  const reasons = reasonsAgainst(channelOf('etsy'), undefined, bare, new Set());
  expect(reasons).toEqual(['not_connected', 'price', 'quantity', 'picture']);
  expect(reasons.map(remedyOf)).toEqual(['connection', 'facts', 'facts', null]);
});

test('a piece that is sold out says how many there are', () => {
  expect(etsy(({ product }) => Object.assign(product, { quantity: 0 }))).toEqual([]);
});

test('more hashtags than a platform takes are a reason', () => {
  const tagged = piece();
  const text = tagged.draft.platforms.instagram;
  if (text) text.text = '#a #b #c #d #e #f';
  const account = connected('instagram', 'me');
  expect(reasonsAgainst(channelOf('instagram'), account, tagged, ALL)).toEqual(['hashtags_many']);
});

test('a place that needs a link says so until there is one', () => {
  const channel = { ...channelOf('facebook'), needs: ['link'] };
  const account = connected('facebook', 'Page');
  const linked = piece();
  expect(reasonsAgainst(channel, account, linked, ALL)).toEqual(['link']);
  linked.product.link = 'https://kripal.example/bowl';
  expect(reasonsAgainst(channel, account, linked, ALL)).toEqual([]);
});

test('a place that is switched off is not ready, and is cured in its settings', () => {
  const account = { ...connected('etsy', 'Shop'), enabled: false };
  const reasons = reasonsAgainst(channelOf('etsy'), account, piece(), ALL);
  expect(reasons.map(remedyOf)).toEqual(['settings']);
});
