import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { problem } from '../fixture/responses';
import { photo, productOf } from '../fixture/sample-data';
import { backend, renderApp } from '../render-app';

const SLOW = { timeout: 20_000 };
const product = productOf('product_1');

beforeEach(() => {
  const { photos, products } = backend.api.state;
  photos.set('photo_1', photo('photo_1', 'ready', 'bowl.jpg'));
  products.set('product_1', Object.assign(product, { status: 'draft' }));
});

test('what was never live waits on the first page, and can be deleted and brought back', async () => {
  const untitled = productOf('product_2', { title: null, photo_ids: ['photo_1'] });
  backend.api.state.products.set('product_2', untitled);
  const { user } = await renderApp('/');
  const list = await screen.findByRole('region', { name: 'Unfinished' }, SLOW);
  expect(await within(list).findByRole('link', { name: /^bowl\.jpg/ }, SLOW)).toBeVisible();
  expect(within(list).getByRole('link', { name: /^Blue pottery bowl/ })).toHaveAttribute(
    'href',
    '/products/product_1',
  );
  await user.click(within(list).getByRole('button', { name: 'Delete Blue pottery bowl' }));
  await screen.findByText('1 piece deleted', {}, SLOW);
  await waitFor(() => expect(screen.queryByRole('link', { name: /^Blue pottery/ })).toBeNull());
  expect(product.status).toBe('archived');
  await user.click(screen.getByRole('button', { name: 'Undo' }));
  expect(await screen.findByRole('link', { name: /^Blue pottery bowl/ }, SLOW)).toBeVisible();
  expect(screen.queryByText('1 piece deleted')).toBeNull();
});

test('a deletion that is refused says so, and one that is undone in vain says so too', async () => {
  const { user } = await renderApp('/');
  const list = await screen.findByRole('region', { name: 'Unfinished' }, SLOW);
  const remove = within(list).getByRole('button', { name: 'Delete Blue pottery bowl' });
  backend.api.fail('DELETE /products/product_1', () => problem(409, 'no', 'It is being sent.'));
  await user.click(remove);
  expect(await screen.findByText('It is being sent.', {}, SLOW)).toBeVisible();
  await user.click(remove);
  await screen.findByText('Your first craft goes here', {}, SLOW);
  expect(screen.queryByText('It is being sent.')).toBeNull();
  backend.api.fail('POST /products/product_1/restore', () => problem(410, 'no', 'It is gone.'));
  await user.click(screen.getByRole('button', { name: 'Undo' }));
  expect(await screen.findByText('It is gone.', {}, SLOW)).toBeVisible();
});

test('unfinished pieces that cannot be read are not said to be none', async () => {
  backend.api.fail('GET /products', () => problem(403, 'forbidden', 'Not yours.', 'Ask.'));
  const { user } = await renderApp('/');
  expect(await screen.findByText('Not yours.', {}, SLOW)).toBeVisible();
  expect(screen.queryByText('Your first craft goes here')).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('region', { name: 'Unfinished' }, SLOW)).toBeVisible();
});

test('more than the first unfinished pieces are shown when asked for', async () => {
  for (let number = 2; number <= 8; number++)
    backend.api.state.products.set(`product_${number}`, productOf(`product_${number}`));
  const { user } = await renderApp('/');
  const list = within(await screen.findByRole('region', { name: 'Unfinished' }, SLOW));
  expect(list.getAllByRole('listitem')).toHaveLength(6);
  const more = { name: 'Show more: Unfinished' };
  await user.click(list.getByRole('button', more));
  await waitFor(() => expect(list.getAllByRole('listitem')).toHaveLength(8), SLOW);
  expect(list.queryByRole('button', more)).toBeNull();
});
