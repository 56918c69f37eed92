/** How many there are: numbers of hers, and what is sold while she types them. */
import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import type { Product, Variant } from '@/features/catalog/api/types';
import { sell } from '../fixture/catalog-overlay';
import { NOW } from '../fixture/sample';
import { draftOf, photo, productOf } from '../fixture/sample-data';
import { backend, renderApp } from '../render-app';

const SLOW = { timeout: 20_000 };
const PAGE = '/products/product_1';
let product: Product;

beforeEach(() => {
  const { photos, products, drafts } = backend.api.state;
  product = productOf('product_1', { status: 'active', stock_version: 4 });
  photos.set('photo_1', photo('photo_1', 'ready', 'bowl.jpg'));
  products.set('product_1', product);
  drafts.set('draft_1', draftOf('draft_1'));
});

const patches = () => backend.api.calls('PATCH /products/product_1').map((one) => one.body);
const quantity = () => screen.findByLabelText('How many?', {}, SLOW);
const sizeOf = (size: string, count: number): Variant => ({
  variant_id: `variant_${size}`,
  sku: `BLU-7F3K-${size}`,
  options: { Size: size },
  price: { amount: '2450.00', currency: 'INR' },
  quantity: count,
});

async function retype(user: Awaited<ReturnType<typeof renderApp>>['user'], text: string) {
  const field = await quantity();
  await user.clear(field);
  await user.type(field, text);
  return field;
}

test('a number is sent with the stock that she saw, and other facts are not', async () => {
  const { user } = await renderApp(PAGE);
  await retype(user, '9');
  await waitFor(() => expect(product.quantity).toBe(9), SLOW);
  await retype(user, '8');
  await waitFor(() => expect(product.quantity).toBe(8), SLOW);
  await user.type(screen.getByLabelText(/^What do you call it/), '!');
  await waitFor(() => expect(product.title).toBe('Blue pottery bowl!'), SLOW);
  const numbers = patches().filter((one) => 'quantity' in one);
  // Each is based on the one before, also where one is saved while the next is being typed.
  expect(numbers.map((one) => one['stock_version'])).toEqual(numbers.map((_, at) => 4 + at));
  expect(patches().at(-1)).not.toHaveProperty('stock_version');
});

test('what is sold is shown at once, and what she types meanwhile stays', async () => {
  const { user } = await renderApp(PAGE);
  const price = await screen.findByLabelText('Price', {}, SLOW);
  await user.type(price, '.');
  sell(product, 2);
  backend.emitEvent('catalog', 'StockChanged');
  await waitFor(async () => expect(await quantity()).toHaveValue('2'), SLOW);
  expect(price).toHaveValue('2450.');
});

test('a number that she typed while some were sold waits for her answer', async () => {
  const { user } = await renderApp(PAGE);
  await quantity();
  sell(product, 3);
  await user.type(screen.getByLabelText(/^What do you call it/), '!');
  const field = await retype(user, '9');
  expect(await screen.findByText('Some were sold while you typed.', {}, SLOW)).toBeVisible();
  expect(screen.getByText('There are 3 now. You wrote 9.')).toBeVisible();
  expect(field).toHaveValue('9');
  expect(product).toMatchObject({ quantity: 3, title: 'Blue pottery bowl!' });
  await user.type(field, '0');
  expect(await screen.findByText('There are 3 now. You wrote 90.')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Set it to 90' }));
  await waitFor(() => expect(product.quantity).toBe(90), SLOW);
  expect(screen.queryByText('Some were sold while you typed.')).toBeNull();
  expect(patches().at(-1)).toEqual({ quantity: 90, stock_version: 5 });
});

test('she may keep the number that is there', async () => {
  const { user } = await renderApp(PAGE);
  await quantity();
  sell(product, 3);
  const field = await retype(user, '9');
  await user.click(await screen.findByRole('button', { name: 'Keep 3' }, SLOW));
  await waitFor(() => expect(field).toHaveValue('3'), SLOW);
  expect(product.quantity).toBe(3);
  expect(screen.queryByText('Some were sold while you typed.')).toBeNull();
});

test('of the sizes only numbers that she changed are sent', async () => {
  product.variants = [sizeOf('Small', 4), sizeOf('Large', 2)];
  const { user } = await renderApp(PAGE);
  const large = within(await screen.findByRole('group', { name: 'Form 2' }, SLOW));
  sell(product, 1, 'BLU-7F3K-Small');
  await user.type(large.getByLabelText('Price'), '0');
  await waitFor(() => expect(product.variants[1]?.price.amount).toBe('24500'), SLOW);
  expect(product.variants.map((one) => one.quantity)).toEqual([1, 2]);
  expect(patches()[0]).not.toHaveProperty('stock_version');
  await waitFor(() => expect(screen.getByDisplayValue('1')).toBeVisible(), SLOW);

  sell(product, 0, 'BLU-7F3K-Small');
  await user.type(large.getByLabelText('How many?'), '0');
  expect(await screen.findByText('Large: 2 now, you wrote 20.', {}, SLOW)).toBeVisible();
});

test('numbers of sizes that she typed while some were sold wait for her answer', async () => {
  product.variants = [sizeOf('Small', 4), sizeOf('Large', 2)];
  const { user } = await renderApp(PAGE);
  const large = within(await screen.findByRole('group', { name: 'Form 2' }, SLOW));
  sell(product, 1, 'BLU-7F3K-Large');
  await user.type(large.getByLabelText('How many?'), '0');
  await user.type(large.getByLabelText('Price'), '0');
  expect(await screen.findByText('Large: 1 now, you wrote 20.', {}, SLOW)).toBeVisible();
  await waitFor(() => expect(product.variants[1]?.price.amount).toBe('24500'), SLOW);
  expect(product.variants[1]?.quantity).toBe(1);
  await user.click(screen.getByRole('button', { name: 'Set it to 20' }));
  await waitFor(() => expect(product.variants[1]?.quantity).toBe(20), SLOW);
  expect(product.variants[0]?.quantity).toBe(4);
  expect(large.getByLabelText('How many?')).toHaveValue('20');
});

test('there is only one of it: the number says so too', async () => {
  const { user } = await renderApp(PAGE);
  await user.click(await screen.findByRole('switch', { name: 'There is only one of this' }, SLOW));
  expect(await quantity()).toHaveValue('1');
  await waitFor(() => expect(product).toMatchObject({ one_of_a_kind: true, quantity: 1 }), SLOW);
  expect(screen.getByText(/never offered again by itself/)).toBeVisible();
});

test('what was sold twice is told, with the order', async () => {
  await renderApp(PAGE);
  await quantity();
  const line = { platform: 'etsy', account_id: 'etsy-1', order_id: '3141592653', sku: product.sku };
  const short = { ...line, quantity: 1, short: 1, recorded_at: NOW };
  backend.api.state.oversold.set('product_1', [short]);
  backend.emitEvent('catalog', 'StockOversold');
  expect(await screen.findByText('More was sold than there is', {}, SLOW)).toBeVisible();
  expect(
    screen.getByText('1 was sold on Etsy that you do not have. Order 3141592653.'),
  ).toBeVisible();
  expect(screen.getByText(/thank you for order 3141592653/)).toBeVisible();
  expect(screen.getByRole('button', { name: 'Copy' })).toBeVisible();
});
