import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import type { Product, Variant } from '@/features/catalog/api/types';
import { ok } from '../fixture/responses';
import { draftOf, photo, productOf } from '../fixture/sample-data';
import { backend, imageFile, renderApp, unfinishedUpload } from '../render-app';

const SLOW = { timeout: 20_000 };
let product: Product;

beforeEach(() => {
  const { photos, products, drafts } = backend.api.state;
  product = productOf('product_1');
  photos.set('photo_1', photo('photo_1', 'ready', 'bowl.jpg'));
  products.set('product_1', product);
  drafts.set('draft_1', draftOf('draft_1'));
});

const patches = () => backend.api.calls('PATCH /products/product_1').map((one) => one.body);

/** What another window saved: this one is told of it. */
function changeElsewhere(change: Partial<Product>): void {
  Object.assign(product, change);
  product.version += 1;
  backend.emitEvent('catalog', 'ProductEdited');
}

const sizeOf = (size: string): Variant => ({
  variant_id: `variant_${size}`,
  sku: `BLU-7F3K-${size}`,
  options: { Size: size },
  price: { amount: '2450.00', currency: 'INR' },
  quantity: 1,
});

test('sizes that were made elsewhere are shown, and no later change here undoes them', async () => {
  product.variants = [sizeOf('Small')];
  const { user } = await renderApp('/products/product_1');
  await screen.findByRole('group', { name: 'Form 1' }, SLOW);
  changeElsewhere({ variants: [sizeOf('Small'), sizeOf('Large')] });
  const second = await screen.findByRole('group', { name: 'Form 2' }, SLOW);
  expect(within(second).getByLabelText('Size')).toHaveValue('Large');
  const first = screen.getByRole('group', { name: 'Form 1' });
  await user.type(within(first).getByLabelText('How many?'), '2');
  await waitFor(() => expect(product.variants[0]?.quantity).toBe(12), SLOW);
  expect(product.variants[1]).toMatchObject({ variant_id: 'variant_Large', quantity: 1 });

  // Nothing tells of this one: it is found when the next change is saved.
  product.variants = [...product.variants, sizeOf('Huge')];
  product.version += 1;
  await user.clear(within(second).getByLabelText('How many?'));
  await user.type(within(second).getByLabelText('How many?'), '7');
  expect(await screen.findByDisplayValue('Huge', {}, SLOW)).toBeVisible();
  expect(product.variants.map((one) => one.quantity)).toEqual([12, 7, 1]);
});

test('facts that were changed elsewhere are shown, but for what is being typed', async () => {
  const { user } = await renderApp('/products/product_1');
  const price = await screen.findByLabelText('Price', {}, SLOW);
  await user.type(price, '.');
  changeElsewhere({
    title: 'Bowl of the monsoon',
    price: { amount: '2600.00', currency: 'INR' },
    materials: ['Quartz', 'Glass', 'Cobalt oxide', 'Gum'],
  });
  expect(await screen.findByDisplayValue('Bowl of the monsoon', {}, SLOW)).toBeVisible();
  expect(price).toHaveValue('2450.');
  await user.type(screen.getByLabelText(/^Materials/), 'Salt{Enter}');
  await waitFor(() => expect(product.materials).toHaveLength(5), SLOW);
  expect(product.materials).toContain('Gum');
  expect(patches()).toHaveLength(1);
});

test('two photos that are replaced at once are both replaced', async () => {
  const { photos } = backend.api.state;
  for (const id of ['photo_11', 'photo_12']) photos.set(id, photo(id, 'rejected', `${id}.jpg`));
  product.photo_ids = ['photo_11', 'photo_12'];
  const { user } = await renderApp('/products/product_1');
  await waitFor(() => expect(screen.getAllByTestId('photo-input')).toHaveLength(2), SLOW);
  const [first, second] = screen.getAllByTestId('photo-input') as [HTMLElement, HTMLElement];
  let release = (_: Response) => undefined as unknown;
  const held = new Promise<Response>((resolve) => {
    release = resolve;
  });
  backend.api.fail('POST /media/uploads', () => held);
  await user.upload(first, imageFile('first.jpg'));
  await waitFor(() => expect(backend.api.calls('POST /media/uploads')).toHaveLength(1), SLOW);
  await user.upload(second, imageFile('second.jpg'));
  await waitFor(() => expect(product.photo_ids).toEqual(['photo_11', 'photo_1']), SLOW);
  photos.set('photo_13', photo('photo_13', 'uploading', 'first.jpg'));
  release(ok(unfinishedUpload('photo_13', 2048).upload, 201));
  await waitFor(() => expect(product.photo_ids).toEqual(['photo_13', 'photo_1']), SLOW);
});
