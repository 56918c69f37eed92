/** The page of a piece that is shown in some places already. */
import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import type { ListingOperation, Publication } from '@/features/publishing/api/types';
import { ok } from '../fixture/responses';
import { connected } from '../fixture/sample-data';
import { SCENARIOS } from '../fixture/scenarios';
import { backend, renderApp } from '../render-app';

const SLOW = { timeout: 20_000 };
const PAGE = '/products/product_1';

beforeEach(() => {
  backend.api = SCENARIOS.published();
});

const box = (name: RegExp) => screen.findByRole('checkbox', { name }, SLOW);
const publishButton = () => screen.getByRole('button', { name: 'Publish to 1 place' });
const posts = () => backend.api.calls('POST /posts');
const onBoard = () => screen.findByText('On its way', {}, SLOW);
const updateButton = (name: string) =>
  screen.findByRole('button', { name: `Update: ${name}` }, SLOW);

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

test('a post is sent again only by its own tick', async () => {
  const { user } = await renderApp(PAGE);
  await user.click(await screen.findByRole('checkbox', { name: 'Post again: Pinterest' }, SLOW));
  await user.click(publishButton());
  await onBoard();
  expect(posts()[0]?.body['places']).toEqual([
    { platform: 'pinterest', account_id: 'pinterest-1', again: true },
  ]);
});

test('each account of a platform is a place of its own', async () => {
  const { user } = await renderApp(PAGE);
  await user.click(await box(/^Facebook Page *Sanganer/));
  expect(place('facebook facebook-1').getByText(/^Live since/)).toBeVisible();
  await user.click(publishButton());
  await onBoard();
  expect(posts()[0]?.body['places']).toEqual([{ platform: 'facebook', account_id: 'facebook-2' }]);
});

test('where it is on its way or unsure, nothing can be ticked', async () => {
  await renderApp(PAGE);
  await screen.findByText('Not sure', {}, SLOW);
  expect(place('instagram instagram-1').getByText(/tell Haat on its post/)).toBeVisible();
  expect(place('meesho meesho-1').getByText('Sent, waiting for an answer')).toBeVisible();
  for (const id of ['instagram instagram-1', 'meesho meesho-1', 'etsy etsy-1'])
    expect(place(id).queryByRole('checkbox')).toBeNull();
});

test('what is live is updated in place, with what is on the page', async () => {
  const { user } = await renderApp(PAGE);
  const price = await screen.findByLabelText('Price', {}, SLOW);
  await user.clear(price);
  await user.type(price, '1,100');
  await user.click(await screen.findByRole('button', { name: 'Update: Etsy' }, SLOW));
  await user.click(await screen.findByRole('button', { name: 'Yes, update it' }, SLOW));
  await waitFor(() => expect(place('etsy etsy-1').getByText('Being updated')).toBeVisible(), SLOW);
  const calls = backend.api.state.log.map((one) => one.call);
  const order = [
    'PATCH /products/product_1',
    'POST /drafts/draft_1/approve',
    'PATCH /publications/pub_post_shown_etsy/listing',
  ].map((call) => calls.indexOf(call));
  expect(order).toEqual([...order].sort((one, other) => one - other));
  expect(order).not.toContain(-1);
  expect(backend.api.state.products.get('product_1')?.price?.amount).toBe('1100');
});

test('an account that is not connected any more keeps its row, and nothing is tried', async () => {
  const { connections } = backend.api.state;
  const index = connections.findIndex((one) => one.platform === 'etsy');
  const other = { ...connected('etsy', 'SecondShop'), account: { id: 'etsy-2', name: 'Second' } };
  connections.splice(index, 1, other);
  await renderApp(PAGE);
  await screen.findByText('This account is not connected.', {}, SLOW);
  const former = place('etsy etsy-1');
  expect(former.getByText('KripalKumbh')).toBeVisible();
  expect(former.getByText(/^Live since/)).toBeVisible();
  expect(former.queryByRole('button', { name: /Update/ })).toBeNull();
  expect(former.getByRole('link', { name: 'Go to connections: Etsy, KripalKumbh' })).toBeVisible();
  expect(await box(/^Etsy *Second/)).toBeEnabled();
});

test('an update that failed says so, and why, until it is done', async () => {
  const failed: ListingOperation = {
    kind: 'update',
    status: 'failed',
    reason: 'Etsy did not take the price.',
    remedy: 'Make it higher.',
  };
  publicationIn('etsy').operation = failed;
  publicationIn('pinterest').operation = { ...failed, status: 'confirmed' };
  await renderApp(PAGE);
  await updateButton('Etsy');
  expect(place('etsy etsy-1').getByText('It was not updated')).toBeVisible();
  expect(place('etsy etsy-1').getByText(/Make it higher/)).toBeVisible();
  expect(place('pinterest pinterest-1').queryByText('Updated')).toBeNull();
});

test('while something cannot be saved as it is typed, nothing is updated', async () => {
  const { user } = await renderApp(PAGE);
  const price = await screen.findByLabelText('Price', {}, SLOW);
  expect(await updateButton('Etsy')).toBeEnabled();
  await user.type(price, 'o');
  expect(await updateButton('Etsy')).toBeDisabled();
  await user.type(price, '{Backspace}');
  expect(await updateButton('Etsy')).toBeEnabled();
  await user.click(await screen.findByRole('button', { name: 'It comes in several' }, SLOW));
  expect(await updateButton('Etsy')).toBeDisabled();
});

test('one place is updated at a time, so that no failure is passed over', async () => {
  const { user } = await renderApp(PAGE);
  let release = () => undefined as unknown;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const etsy = publicationIn('etsy');
  backend.api.fail(`PATCH /publications/${etsy.publication_id}/listing`, async () => {
    await held;
    return ok(etsy, 202);
  });
  await user.click(await updateButton('Etsy'));
  await user.click(await screen.findByRole('button', { name: 'Yes, update it' }, SLOW));
  await waitFor(async () => expect(await updateButton('Pinterest')).toHaveAttribute('aria-busy'));
  release();
  await waitFor(async () =>
    expect(await updateButton('Pinterest')).not.toHaveAttribute('aria-busy'),
  );
});

test('where a platform has several accounts, each name says which', async () => {
  const second = backend.api.state.connections[1];
  if (second) second.status = 'reconnect';
  await renderApp(PAGE);
  await updateButton('Facebook Page, Kripal Blue Pottery');
  const first = place('facebook facebook-1');
  const which = 'Facebook Page, Kripal Blue Pottery';
  expect(first.getByRole('checkbox', { name: `Post again: ${which}` })).toBeEnabled();
  expect(first.getByRole('link', { name: `See its post: ${which}` })).toBeVisible();
  const other = place('facebook facebook-2');
  const name = 'Go to connections: Facebook Page, Sanganer Artisans Collective';
  expect(other.getByRole('link', { name })).toBeVisible();
  expect(place('etsy etsy-1').getByRole('link', { name: 'See its post: Etsy' })).toBeVisible();
});
