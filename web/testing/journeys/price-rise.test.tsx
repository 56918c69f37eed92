/** A piece that was changed since it went out: where it is old, and how it is brought in step. */
import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import type { Publication } from '@/features/publishing/api/types';
import { SCENARIOS } from '../fixture/scenarios';
import { backend, renderApp } from '../render-app';

const SLOW = { timeout: 20_000 };
const PAGE = '/products/product_1';

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

function publicationIn(platform: string): Publication {
  const { targets = [] } = backend.api.state.posts.get('post_shown') ?? {};
  const found = targets.find((one) => one.platform === platform)?.publication;
  if (!found) throw new Error(`not published in ${platform}`);
  return found;
}

/** Let the places of these platforms show old parts. */
function age(outdated: Publication['outdated'], ...platforms: string[]): void {
  const price = { amount: '1200.00', currency: 'INR' };
  for (const platform of platforms)
    Object.assign(publicationIn(platform), { outdated, shown_price: price });
}

const updates = () => backend.api.calls('POST /publications/update');

test('all places that show the old price are updated by one press', async () => {
  age(['price'], 'etsy', 'pinterest');
  const { user } = await renderApp(PAGE);
  expect(await screen.findByText('2 places still show the old price.', {}, SLOW)).toBeVisible();
  expect(place('etsy etsy-1').getByText('Still shows the old price ₹1,200.')).toBeVisible();
  expect(place('facebook facebook-1').queryByText(/Still shows/)).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Update all 2' }));
  await waitFor(() => expect(place('etsy etsy-1').getByText('Being updated')).toBeVisible(), SLOW);
  expect(place('pinterest pinterest-1').getByText('Being updated')).toBeVisible();
  expect(screen.queryByText(/still show/)).toBeNull();
  expect(updates().map((one) => one.body)).toEqual([{ product_id: 'product_1' }]);
});

test('what is old is named, of one place and of several parts', async () => {
  age(['words', 'price', 'pictures'], 'etsy');
  await renderApp(PAGE);
  const said = '1 place still shows the old price, the old words and the old photos.';
  expect(await screen.findByText(said, {}, SLOW)).toBeVisible();
  expect(screen.getByRole('button', { name: 'Update it there' })).toBeEnabled();
});

test('a press of which no answer came is repeated with the same key', async () => {
  age(['price'], 'etsy');
  backend.api.fail('POST /publications/update', () => HttpResponse.error());
  const { user } = await renderApp(PAGE);
  await user.click(await screen.findByRole('button', { name: 'Update it there' }, SLOW));
  expect(await screen.findByText('Haat cannot be reached.', {}, SLOW)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Update it there' }));
  await waitFor(() => expect(updates()).toHaveLength(2), SLOW);
  expect(new Set(updates().map((one) => one.key)).size).toBe(1);
});

test('what an update of all passes over is named, and is updated by itself', async () => {
  age(['price'], 'etsy', 'pinterest');
  const lost = { part: 'price', detail: '1400.00 INR', sentence: 'It has no price.' } as const;
  backend.api.state.losses.set('pinterest-1', [lost]);
  const { user } = await renderApp(PAGE);
  await user.click(await screen.findByRole('button', { name: 'Update all 2' }, SLOW));
  expect(await screen.findByText(/^Not updated yet: Pinterest\./, {}, SLOW)).toBeVisible();
  await user.click(await screen.findByRole('button', { name: 'Update: Pinterest' }));
  await user.click(await screen.findByRole('button', { name: 'Yes, update it' }, SLOW));
  const asked = await screen.findByRole('alertdialog', { name: 'Not shown there' }, SLOW);
  expect(within(asked).getByText('The price: ₹1,400')).toBeVisible();
  await user.click(within(asked).getByRole('button', { name: 'Update all the same' }));
  const pin = place('pinterest pinterest-1');
  await waitFor(() => expect(pin.getByText('Being updated')).toBeVisible(), SLOW);
  const call = 'PATCH /publications/pub_post_shown_pinterest/listing';
  expect(backend.api.calls(call).map((one) => one.body)).toEqual([{}, { accepts: ['price'] }]);
  expect(screen.queryByText('Some of it is not shown there.')).toBeNull();
});

test('words that were changed since they were approved may be old everywhere', async () => {
  const draft = backend.api.state.drafts.get('draft_1');
  if (draft) draft.status = 'edited';
  const { user } = await renderApp(PAGE);
  expect(await screen.findByText(/3 places may still show it as it was/, {}, SLOW)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Update all 3' }));
  await waitFor(() => expect(updates()).toHaveLength(1), SLOW);
  const calls = backend.api.state.log.map((one) => one.call);
  expect(calls.indexOf('POST /drafts/draft_1/approve')).toBeLessThan(
    calls.indexOf('POST /publications/update'),
  );
});

test('where nobody can change what is there, it is said to stay', async () => {
  age(['words'], 'etsy');
  const { channels } = backend.api.state;
  const instagram = channels.find((one) => one.platform === 'instagram');
  Object.assign(instagram?.features ?? {}, { edit: { support: 'not_possible', reason: 'No.' } });
  const live = { status: 'confirmed', needs_review: false, can_update: false } as const;
  Object.assign(publicationIn('instagram'), live);
  Object.assign(publicationIn('meesho'), live);
  await renderApp(PAGE);
  expect(await screen.findByText('Stays as it is on Instagram.', {}, SLOW)).toBeVisible();
  expect(place('meesho meesho-1').getByText(/^Haat cannot change it on Meesho/)).toBeVisible();
});

test('nothing is said while all is as it went out', async () => {
  await renderApp(PAGE);
  await screen.findByRole('button', { name: 'Update: Etsy' }, SLOW);
  expect(screen.queryByText(/still show|Stays as it is/)).toBeNull();
});
