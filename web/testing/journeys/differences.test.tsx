/** What somebody changed on a platform itself, and what she decides about it. */
import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import type { Publication } from '@/features/publishing/api/types';
import { SCENARIOS } from '../fixture/scenarios';
import { backend, renderApp } from '../render-app';

const SLOW = { timeout: 20_000 };
const PAGE = '/products/product_1';
const ETSY = '/publications/pub_post_shown_etsy';
const MEESHO = '/publications/pub_post_shown_meesho';

beforeEach(() => {
  backend.api = SCENARIOS.published();
  const draft = backend.api.state.drafts.get('draft_1');
  if (draft) draft.status = 'approved';
});

function place(id: string) {
  const found = document.querySelector<HTMLElement>(`li[data-place="${id}"]`);
  if (!found) throw new Error(`no place ${id}`);
  return within(found);
}

function change(platform: string, over: Partial<Publication>): void {
  const { targets = [] } = backend.api.state.posts.get('post_shown') ?? {};
  Object.assign(targets.find((one) => one.platform === platform)?.publication ?? {}, over);
}

const failed = {
  kind: 'update',
  status: 'failed',
  reason: 'Changed there.',
  remedy: 'Choose.',
} as const;
const calls = (call: string) => backend.api.calls(call).map((one) => one.body);

test('a price that was changed there is kept', async () => {
  change('etsy', { drift: [{ part: 'price', there: '1400.00 INR' }], operation: failed });
  const { user } = await renderApp(PAGE);
  const said = await screen.findByText('The price was changed on Etsy.', {}, SLOW);
  expect(said).toBeVisible();
  expect(place('etsy etsy-1').getByText('There now: ₹1,400')).toBeVisible();
  // The failed update is what this is about: it is not told twice.
  expect(screen.queryByText('It was not updated')).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Keep what is there: Etsy' }));
  await waitFor(
    () => expect(screen.queryByText('The price was changed on Etsy.')).toBeNull(),
    SLOW,
  );
  expect(calls(`POST ${ETSY}/drift`)).toEqual([{ keep: ['price'] }]);
});

test('what was changed there is written over with what is on the page', async () => {
  const there = 'Title: Blue pottery bowl\nText: A bowl of Jaipur blue pottery';
  change('etsy', { drift: [{ part: 'words', there }] });
  Object.assign(backend.api.state.drafts.get('draft_1') ?? {}, { status: 'edited' });
  const { user } = await renderApp(PAGE);
  const said = await screen.findByText('The words were changed on Etsy.', {}, SLOW);
  expect(said.parentElement).toHaveTextContent('There now: Blue pottery bowl A bowl of Jaipur');
  await user.click(screen.getByRole('button', { name: 'Put mine there: Etsy' }));
  await waitFor(() => expect(place('etsy etsy-1').getByText('Being updated')).toBeVisible(), SLOW);
  expect(calls(`PATCH ${ETSY}/listing`)).toEqual([{ overwrite: ['words'] }]);
  expect(calls('POST /drafts/draft_1/approve')).toHaveLength(1);
});

test('what no person can read is not shown', async () => {
  const drift: Publication['drift'] = [
    { part: 'pictures', there: 'Picture 1: 5512345678' },
    { part: 'options', there: '{"taxonomy_id": 1029}' },
  ];
  change('etsy', { drift });
  await renderApp(PAGE);
  expect(await screen.findByText('The photos were changed on Etsy.', {}, SLOW)).toBeVisible();
  expect(screen.getByText(/^The sizes, colours or other choices were changed/)).toBeVisible();
  expect(screen.queryByText(/5512345678|taxonomy/)).toBeNull();
});

test('a number that was changed there becomes hers again', async () => {
  change('etsy', { drift: [{ part: 'stock', there: 'BLU-7F3K: 5' }] });
  const { user } = await renderApp(PAGE);
  expect(await screen.findByText('The number was changed on Etsy.', {}, SLOW)).toBeVisible();
  expect(place('etsy etsy-1').getByText('There now: 5')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Set my number: Etsy' }));
  expect(await screen.findByText('Your number is being set there', {}, SLOW)).toBeVisible();
  expect(calls(`POST ${ETSY}/stock`)).toEqual([{ set_by: 'haat' }]);
});

test('a number that only she can set is named, until she has done so', async () => {
  const stock_by_hand = [{ sku: 'BLU-7F3K', here: 2, there: 5 }];
  change('meesho', { status: 'confirmed', stock_by_hand });
  const { user } = await renderApp(PAGE);
  const said = await screen.findByText('Set this on Meesho yourself:', {}, SLOW);
  expect(said.parentElement).toHaveTextContent('BLU-7F3K2(there: 5)');
  await user.click(screen.getByRole('button', { name: 'Done: Meesho' }));
  await waitFor(() => expect(screen.queryByText('Set this on Meesho yourself:')).toBeNull(), SLOW);
  expect(calls(`POST ${MEESHO}/stock`)).toEqual([{ set_by: 'person' }]);
});

test('what does not bear our mark is her piece if she says so', async () => {
  change('etsy', { can_adopt: true, operation: failed });
  const { user } = await renderApp(PAGE);
  expect(
    await screen.findByText(/was not put there by Haat\. Is it this piece/, {}, SLOW),
  ).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Yes, it is this piece: Etsy' }));
  expect(await screen.findByText('Being marked as this piece', {}, SLOW)).toBeVisible();
  expect(backend.api.calls(`POST ${ETSY}/adopt`)).toHaveLength(1);
});

test('what was settled meanwhile leaves nothing to decide', async () => {
  change('etsy', { drift: [{ part: 'price', there: '1400.00 INR' }] });
  const { user } = await renderApp(PAGE);
  const keep = await screen.findByRole('button', { name: 'Keep what is there: Etsy' }, SLOW);
  change('etsy', { drift: [] });
  await user.click(keep);
  await waitFor(() => expect(calls(`POST ${ETSY}/drift`)).toHaveLength(1), SLOW);
  await waitFor(
    () => expect(screen.queryByText('The price was changed on Etsy.')).toBeNull(),
    SLOW,
  );
});

test('the board asks too, and an operation that waits for its account says so', async () => {
  change('etsy', { drift: [{ part: 'price', there: '1400.00 INR' }] });
  const remedy = 'Connect this account again: it goes on by itself then.';
  const reason = 'This account is not connected.';
  change('pinterest', { operation: { kind: 'update', status: 'planned', reason, remedy } });
  backend.api.state.connections = backend.api.state.connections.filter(
    (one) => one.platform !== 'pinterest',
  );
  const { user } = await renderApp('/posts/post_shown');
  expect(await screen.findByText(`${reason} ${remedy}`, {}, SLOW)).toBeVisible();
  expect(
    await screen.findByRole('link', { name: 'Go to connections: Pinterest' }, SLOW),
  ).toHaveAttribute('href', '/connections#pinterest');
  await user.click(await screen.findByRole('button', { name: 'Put mine there: Etsy' }, SLOW));
  await waitFor(() => expect(calls(`PATCH ${ETSY}/listing`)).toEqual([{ overwrite: ['price'] }]));
});

test('what is sold out says so, and can be published again', async () => {
  const remedy = 'Publish it again when you have more of it.';
  change('etsy', {
    status: 'unpublished',
    is_sold_out: true,
    reason: 'It is sold out.',
    remedy,
    live_since: null,
  });
  await renderApp(PAGE);
  expect(await screen.findByText(/^It is sold out\. Publish it again/, {}, SLOW)).toBeVisible();
  expect(await screen.findByRole('checkbox', { name: /^Etsy/ })).toBeEnabled();
});
