/** What a place cannot show is told before it is sent, and accepted. */
import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import type { PlaceLoss } from '@/features/publishing/api/types';
import { draftOf, photo, postOf, productOf, targetOf } from '../fixture/sample-data';
import { backend, renderApp } from '../render-app';

const SLOW = { timeout: 20_000 };
const PAGE = '/products/product_1';

const PHOTOS: PlaceLoss = { part: 'photos', detail: '1/3', sentence: 'It shows 1 of 3 photos.' };
const SIZES: PlaceLoss = { part: 'variants', detail: 'Size: S, M', sentence: 'No sizes.' };

beforeEach(() => {
  const { photos, products, drafts, losses } = backend.api.state;
  photos.set('photo_1', photo('photo_1', 'ready', 'bowl.jpg'));
  products.set('product_1', productOf('product_1'));
  drafts.set('draft_1', draftOf('draft_1', { status: 'approved' }));
  losses.set('pinterest-1', [PHOTOS, SIZES]);
});

const box = (name: RegExp) => screen.findByRole('checkbox', { name }, SLOW);
const press = () => screen.getByRole('button', { name: /^Publish to/ });
const bodies = (call: string) => backend.api.calls(call).map((one) => one.body);
const question = () => screen.findByRole('alertdialog', { name: 'Not shown there' }, SLOW);

test('what a chosen place will not show is said below it, and asked about once', async () => {
  const { user } = await renderApp(PAGE);
  await user.click(await box(/^Pinterest/));
  await user.click(await box(/^Etsy/));
  const said = await screen.findByText(/2 of 3 photos and a choice of Size/, {}, SLOW);
  expect(said.closest('li')).toHaveAttribute('data-place', 'pinterest pinterest-1');
  await user.click(press());
  const asked = within(await question());
  expect(asked.getByRole('heading', { name: 'Pinterest' })).toBeVisible();
  expect(asked.queryByRole('heading', { name: 'Etsy' })).toBeNull();
  expect(asked.getByText('A choice of Size: S, M')).toBeVisible();
  expect(bodies('POST /posts')).toEqual([]);
  await user.click(asked.getByRole('button', { name: 'Publish all the same' }));
  await screen.findByText('On its way', {}, SLOW);
  expect(bodies('POST /posts').map((one) => one['places'])).toEqual([
    [
      { platform: 'etsy', account_id: 'etsy-1' },
      { platform: 'pinterest', account_id: 'pinterest-1', accepts: ['photos', 'variants'] },
    ],
  ]);
});

test('not now leaves all as it is', async () => {
  const { user } = await renderApp(PAGE);
  await user.click(await box(/^Pinterest/));
  await screen.findByText(/2 of 3 photos/, {}, SLOW);
  await user.click(press());
  await user.click(within(await question()).getByRole('button', { name: 'Not now' }));
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  expect(press()).toBeEnabled();
  expect(bodies('POST /posts')).toEqual([]);
});

test('of a place that is chosen no more nothing is asked', async () => {
  const { user } = await renderApp(PAGE);
  await user.click(await box(/^Pinterest/));
  await user.click(await box(/^Etsy/));
  await screen.findByText(/2 of 3 photos/, {}, SLOW);
  await user.click(await box(/^Pinterest/));
  await user.click(press());
  await screen.findByText('On its way', {}, SLOW);
  expect(screen.queryByRole('alertdialog')).toBeNull();
});

test('what the server does not send for that is asked about, and nothing is said to fail', async () => {
  // The words are not approved yet: nothing can be told beforehand.
  Object.assign(backend.api.state.drafts.get('draft_1') ?? {}, { status: 'ready' });
  const { user } = await renderApp(PAGE);
  await user.click(await box(/^Pinterest/));
  await waitFor(() => expect(bodies('POST /posts/preview')).toHaveLength(1), SLOW);
  await user.click(press());
  const asked = within(await question());
  expect(screen.queryByText(/It was not sent/)).toBeNull();
  await user.click(asked.getByRole('button', { name: 'Publish all the same' }));
  await screen.findByText('On its way', {}, SLOW);
  const keys = backend.api.calls('POST /posts').map((one) => one.key);
  expect(new Set(keys).size).toBe(2);
});

test('it is asked anew when the piece is another, and not for each key that is pressed', async () => {
  const { user } = await renderApp(PAGE);
  await user.click(await box(/^Pinterest/));
  await screen.findByText(/2 of 3 photos/, {}, SLOW);
  backend.api.state.losses.set('pinterest-1', [SIZES]);
  await user.type(screen.getByLabelText('Price'), '0');
  await waitFor(() => expect(screen.queryByText(/2 of 3 photos/)).toBeNull(), SLOW);
  expect(screen.getByText(/a choice of Size/)).toBeVisible();
  expect(bodies('POST /posts/preview')).toHaveLength(2);
  backend.emitEvent('publishing', 'PublicationChanged');
  await user.click(await box(/^Pinterest/));
  expect(bodies('POST /posts/preview')).toHaveLength(2);
});

test('of a place that shows everything nothing is said', async () => {
  const { user } = await renderApp(PAGE);
  await user.click(await box(/^Etsy/));
  await waitFor(() => expect(bodies('POST /posts/preview')).toHaveLength(1), SLOW);
  expect(screen.queryByText(/Not shown there/)).toBeNull();
});

test('the board asks before it tries again what is not shown there', async () => {
  const targets = [targetOf('pinterest', 'failed'), targetOf('etsy', 'failed')];
  backend.api.state.posts.set('post_1', postOf('post_1', { targets }));
  const { user } = await renderApp('/posts/post_1');
  await user.click(await screen.findByRole('button', { name: 'Try 2 again' }, SLOW));
  await user.click(within(await question()).getByRole('button', { name: 'Publish all the same' }));
  await waitFor(() => expect(bodies('POST /posts/post_1/retry')).toHaveLength(2), SLOW);
  expect(bodies('POST /posts/post_1/retry')[1]?.['accepts']).toEqual(['photos', 'variants']);
});
