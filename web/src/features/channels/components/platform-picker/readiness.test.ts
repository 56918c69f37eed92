import { expect, test } from 'vitest';
import { CHANNELS, connected, draftOf } from '../../../../../testing/fixture/sample-data';
import type { Capabilities, Draft } from '../../api/types';
import { type Reason, readiness, remedyOf } from './readiness';

const ALL = new Set(['square', 'instagram', 'pinterest']);
const channelOf = (platform: string) =>
  CHANNELS.find((one) => one.platform === platform) as Capabilities;

function etsy(change: (draft: Draft) => void = () => undefined): Reason[] {
  const draft = structuredClone(draftOf('draft_1'));
  change(draft);
  return readiness(channelOf('etsy'), connected('etsy', 'Shop'), draft, ALL).reasons;
}

/** The schema's map may lack any platform; the fixture has a text for Etsy. */
function words(draft: Draft) {
  const found = draft.platforms.etsy;
  if (!found) throw new Error('the fixture has no text for Etsy');
  return found;
}

test('a complete draft can go to a connected platform', () => {
  expect(etsy()).toEqual([]);
});

test.each<[Reason, (draft: Draft) => void]>([
  ['price', (draft) => Object.assign(draft.facts, { price: null })],
  ['quantity', (draft) => Object.assign(draft.facts, { quantity: null })],
  ['text', (draft) => Object.assign(words(draft), { text: '  ' })],
  ['title_long', (draft) => Object.assign(words(draft), { title: 'x'.repeat(141) })],
  ['text_long', (draft) => Object.assign(words(draft), { text: 'x'.repeat(5001) })],
  ['tags_many', (draft) => Object.assign(words(draft), { tags: Array(14).fill('x') })],
  ['tag_long', (draft) => Object.assign(words(draft), { tags: ['x'.repeat(21)] })],
])('%s is the reason', (reason, change) => {
  expect(etsy(change)).toEqual([reason]);
});

test('an emoji is counted as platforms count it, not as it looks', () => {
  expect(etsy((draft) => Object.assign(words(draft), { title: '🪔'.repeat(70) }))).toEqual([]);
  expect(etsy((draft) => Object.assign(words(draft), { title: '🪔'.repeat(71) }))).toEqual([
    'title_long',
  ]);
});

test('the state of the connection comes first', () => {
  const draft = draftOf('draft_1', { facts: { materials: [] } as unknown as Draft['facts'] });
  const { reasons } = readiness(channelOf('etsy'), undefined, draft, new Set());
  expect(reasons).toEqual(['not_connected', 'price', 'quantity', 'picture']);
  expect(reasons.map(remedyOf)).toEqual(['connection', 'facts', 'facts', null]);
});

test('more hashtags than a platform takes are a reason', () => {
  const draft = draftOf('draft_1');
  const text = draft.platforms.instagram;
  if (text) text.text = '#a #b #c #d #e #f';
  const account = connected('instagram', 'me');
  expect(readiness(channelOf('instagram'), account, draft, ALL).reasons).toEqual(['hashtags_many']);
});

test('a place that needs a link says so until there is one', () => {
  const channel = { ...channelOf('facebook'), needs: ['link'] };
  const account = connected('facebook', 'Page');
  const draft = draftOf('draft_1');
  expect(readiness(channel, account, draft, ALL).reasons).toEqual(['link']);
  draft.facts.link = 'https://kripal.example/bowl';
  expect(readiness(channel, account, draft, ALL).reasons).toEqual([]);
});

test('a place that is switched off is not ready, and is cured in its settings', () => {
  const account = { ...connected('etsy', 'Shop'), enabled: false };
  const { reasons } = readiness(channelOf('etsy'), account, draftOf('draft_1'), ALL);
  expect(reasons.map(remedyOf)).toEqual(['settings']);
});
