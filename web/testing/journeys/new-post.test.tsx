import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { storeUpload } from '@/features/media/api/upload-storage';
import { problem } from '../fixture/responses';
import { draftOf, photo, productOf } from '../fixture/sample-data';
import { backend, imageFile, renderApp, unfinishedUpload } from '../render-app';

const SLOW = { timeout: 20_000 };

function addProduct(draft = draftOf('draft_1')) {
  const product = productOf('product_1');
  backend.api.state.photos.set('photo_1', photo('photo_1', 'ready', 'bowl.jpg'));
  backend.api.state.products.set(product.product_id, product);
  backend.api.state.drafts.set(draft.draft_id, draft);
  return { draft, product };
}

const placeCheckbox = (name: RegExp) => screen.findByRole('checkbox', { name }, SLOW);
const saved = () => waitFor(() => expect(screen.getByText('Saved')).toBeVisible(), SLOW);
const patches = () => backend.api.calls('PATCH /products/product_1').map((one) => one.body);

test('a photo becomes a product, and a post on the places that were ticked', async () => {
  const { user } = await renderApp('/new');
  await user.upload(screen.getByTestId('photo-input'), imageFile());

  await user.type(await screen.findByLabelText('What do you call it?', {}, SLOW), 'Blue bowl');
  await user.type(screen.getByLabelText('Price'), '1,250.50');
  await user.type(screen.getByLabelText('How many?'), '6');
  const write = await screen.findByRole('button', { name: /^Write (the words|again from)/ }, SLOW);
  await waitFor(() => expect(write).not.toHaveAttribute('aria-busy'), SLOW);
  await user.click(write);
  await screen.findByText('Written from your facts', {}, SLOW);
  await screen.findByDisplayValue('Blue bowl.', {}, SLOW);
  expect(window.location.pathname).toBe('/products/product_2');
  expect(backend.api.calls('POST /products')[0]?.body).toEqual({ photo_ids: ['photo_1'] });
  expect(backend.api.calls('POST /drafts')[0]?.body).toEqual({ product_id: 'product_2' });

  for (const place of [/^Facebook/, /^Instagram/, /^Etsy/, /^Pinterest/, /^Meesho/]) {
    await user.click(await placeCheckbox(place));
  }
  await user.click(screen.getByRole('button', { name: 'Publish to 5 places' }));
  await screen.findByText('On its way', {}, SLOW);

  expect(backend.api.state.products.get('product_2')).toMatchObject({
    title: 'Blue bowl',
    price: { amount: '1250.50', currency: 'INR' },
    quantity: 6,
  });
  const [sent] = backend.api.calls('POST /posts');
  expect(sent?.body).toMatchObject({ product_id: 'product_2', publish: true });
  expect(sent?.body['places']).toHaveLength(5);
  expect(sent?.body['places']).toContainEqual({ platform: 'etsy', account_id: 'etsy-1' });
});

test('what is typed is saved behind the person and is there after a reload', async () => {
  addProduct();
  const first = await renderApp('/products/product_1');
  const title = await screen.findByLabelText('Title', {}, SLOW);
  await first.user.clear(title);
  await first.user.type(title, 'Bowl of the monsoon');
  await first.user.type(await screen.findByLabelText(/^Its story/), ' Signed.');
  await saved();
  first.view.unmount();

  await renderApp('/products/product_1');
  expect(await screen.findByDisplayValue('Bowl of the monsoon', {}, SLOW)).toBeVisible();
  expect(await screen.findByDisplayValue(/kiln\. Signed\.$/, {}, SLOW)).toBeVisible();
});

test('words go on top when the writer saved in between', async () => {
  const { draft } = addProduct();
  const { user } = await renderApp('/products/product_1');
  const title = await screen.findByLabelText('Title', {}, SLOW);
  draft.version = 9;
  await user.type(title, '!');
  await waitFor(() => expect(draft.copy.title).toMatch(/!$/), SLOW);
});

test('words that follow other facts some seconds later appear by themselves', async () => {
  const { draft } = addProduct();
  const { user } = await renderApp('/products/product_1');
  await user.type(await screen.findByLabelText(/^Its story/, {}, SLOW), ' Signed.');
  await waitFor(() => expect(patches()).toHaveLength(1), SLOW);
  draft.copy.description = 'A bowl that is signed.';
  draft.version += 1;
  expect(await screen.findByDisplayValue('A bowl that is signed.', {}, SLOW)).toBeVisible();
});

test('a deleted product says so, and can be brought back', async () => {
  const { product } = addProduct();
  product.status = 'archived';
  const { user } = await renderApp('/products/product_1');
  expect(await screen.findByText('This piece was deleted', {}, SLOW)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Undo' }));
  expect(await screen.findByLabelText('Description', {}, SLOW)).toBeVisible();
});

test('only the field that was changed is sent, on top of what was changed elsewhere', async () => {
  const { product } = addProduct();
  const { user } = await renderApp('/products/product_1');
  const quantity = await screen.findByLabelText('How many?', {}, SLOW);
  Object.assign(product, { version: 9, craft: 'Multani blue pottery' });
  await user.clear(quantity);
  await user.type(quantity, '4');
  await waitFor(() => expect(product.quantity).toBe(4), SLOW);
  expect(product.craft).toBe('Multani blue pottery');
  const sent = { quantity: 4, stock_version: product.stock_version - 1 };
  expect(patches()).toEqual([sent, sent]);
});

test('a price that cannot be read keeps what was saved, and is sent nowhere', async () => {
  addProduct();
  const { user } = await renderApp('/products/product_1');
  await user.click(await placeCheckbox(/^Etsy/));
  const price = await screen.findByLabelText('Price', {}, SLOW);
  await user.type(price, 'o');
  await user.tab();
  expect(price).toHaveAccessibleDescription(/in rupees/);
  const publish = screen.getByRole('button', { name: 'Publish to 1 place' });
  expect(publish).toBeDisabled();
  expect(publish).toHaveAccessibleDescription('Correct what is marked in “What it is”.');
  await user.type(screen.getByLabelText(/^Its story/), ' Signed.');
  await saved();
  await waitFor(() => expect(patches()).toHaveLength(1));
  expect(Object.keys(patches()[0] ?? {})).toEqual(['story']);
});

test('a field that the server refuses says why at the field', async () => {
  addProduct();
  backend.api.fail('PATCH /products/product_1', () =>
    problem(422, 'malformed', 'Some fields are not as they should be: craft.', '', {
      fields: [{ field: 'craft', reason: 'Value error, it may hold no control characters' }],
    }),
  );
  const { user } = await renderApp('/products/product_1');
  const craft = await screen.findByPlaceholderText('Jaipur blue pottery', {}, SLOW);
  await user.type(craft, '!');
  const alert = await screen.findByRole('alert', {}, SLOW);
  expect(alert).toHaveTextContent('Craft: It may hold no control characters.');
  expect(craft).toHaveAccessibleDescription('It may hold no control characters.');
});

test('a material that no place would take stays in its box', async () => {
  addProduct();
  const { user } = await renderApp('/products/product_1');
  const long = 'Ground quartz, glass and gum of the tree by the river'.replace(',', '');
  const materials = await screen.findByLabelText(/^Materials/, {}, SLOW);
  await user.type(materials, `${long}{Enter}`);
  expect(materials).toHaveValue(long);
  expect(materials).toHaveAccessibleDescription(/at most/);
});

test('an upload that is cut off goes on by itself', async () => {
  backend.uploadResponses.push(() => HttpResponse.error());
  const { user } = await renderApp('/new');
  await user.upload(screen.getByTestId('photo-input'), imageFile());
  expect(await screen.findByText('The connection was cut', {}, SLOW)).toBeVisible();
  await screen.findByText('After: cut for each place', {}, SLOW);
  expect(backend.api.calls('POST /media/uploads')).toHaveLength(1);
});

test('a start that is cut off goes on with the same photo and the same key', async () => {
  backend.api.fail('POST /products', () => HttpResponse.error());
  const { user } = await renderApp('/new');
  await user.upload(screen.getByTestId('photo-input'), imageFile());
  await user.click(await screen.findByRole('button', { name: 'Try again' }, SLOW));
  await screen.findByLabelText('What do you call it?', {}, SLOW);
  expect(backend.api.calls('POST /media/uploads')).toHaveLength(1);
  const keys = backend.api.calls('POST /products').map((one) => one.key);
  expect(keys).toHaveLength(2);
  expect(new Set(keys).size).toBe(1);
});

test('after a reload that lost the file, another one takes its place in the product', async () => {
  const { product } = addProduct(draftOf('draft_1', { status: 'waiting_for_photo' }));
  backend.api.state.photos.set('photo_1', photo('photo_1', 'uploading', 'bowl.jpg'));
  backend.api.state.uploads.set('photo_1', { size: 4096, arrived: new Map() });
  await storeUpload(unfinishedUpload('photo_1', 4096));
  const { user } = await renderApp('/products/product_1');
  await screen.findByText('This picture did not arrive', {}, SLOW);
  await user.upload(screen.getByTestId('photo-input'), imageFile('other.jpg'));
  await waitFor(() => expect(product.photo_ids).toEqual(['photo_1']), SLOW);
  await screen.findByText('After: cut for each place', {}, SLOW);
  expect(screen.getByDisplayValue('Eleven days from dough to kiln.')).toBeVisible();
});

test('a file that is no picture is refused before it travels', async () => {
  const { user } = await renderApp('/new');
  const input = screen.getByTestId('photo-input');
  input.removeAttribute('accept');
  await user.upload(input, new File(['%PDF'], 'notes.pdf', { type: 'application/pdf' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('notes.pdf is not a photo');
  expect(backend.api.calls('POST /media/uploads')).toHaveLength(0);
});

test('the text of one place is edited beside its own limits', async () => {
  const { draft } = addProduct();
  const { user } = await renderApp('/products/product_1');
  await user.click(await screen.findByRole('tab', { name: 'Instagram' }, SLOW));
  const text = screen.getByLabelText('Text');
  await user.clear(text);
  await user.type(text, 'नमस्ते #a #b #c #d #e #f');
  expect(screen.getByText(/6 of 5 hashtags · 1 too many/)).toBeVisible();
  expect(screen.getByText(/letters to the eye/)).toBeVisible();
  expect(await placeCheckbox(/^Instagram/)).toBeDisabled();
  await waitFor(() => expect(draft.platforms.instagram?.text).toContain('नमस्ते'), SLOW);
});

test('sizes are saved with the product once they are whole, and keep their ids', async () => {
  const { product } = addProduct();
  const { user, view } = await renderApp('/products/product_1');
  await user.click(await placeCheckbox(/^Etsy/));
  await user.click(await screen.findByRole('button', { name: 'It comes in several' }, SLOW));
  const publish = screen.getByRole('button', { name: 'Publish to 1 place' });
  expect(publish).toBeDisabled();
  expect(publish).toHaveAccessibleDescription('The sizes and colours are not complete.');
  await user.type(screen.getByLabelText('What differs?'), 'Size');
  const first = screen.getByRole('group', { name: 'Form 1' });
  await user.type(within(first).getByLabelText('Size'), 'Small');
  await user.click(screen.getByRole('button', { name: 'One more' }));
  const second = screen.getByRole('group', { name: 'Form 2' });
  await user.type(within(second).getByLabelText('Size'), 'Large');
  await user.clear(within(second).getByLabelText('Price'));
  await user.type(within(second).getByLabelText('Price'), '3,100');
  await saved();
  await waitFor(() => expect(product.variants).toHaveLength(2), SLOW);
  const ids = product.variants.map((one) => one.variant_id);
  expect(product.variants).toMatchObject([
    { options: { Size: 'Small' }, price: { amount: '2450', currency: 'INR' }, quantity: 1 },
    { options: { Size: 'Large' }, price: { amount: '3100', currency: 'INR' }, quantity: 1 },
  ]);

  await user.type(within(second).getByLabelText('Size'), 'st');
  await waitFor(() => expect(product.variants[1]?.options).toEqual({ Size: 'Largest' }), SLOW);
  expect(product.variants.map((one) => one.variant_id)).toEqual(ids);
  view.unmount();
  await renderApp('/products/product_1');
  expect(await screen.findByDisplayValue('Largest', {}, SLOW)).toBeVisible();
});
