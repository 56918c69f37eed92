import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { storeUpload } from '@/features/media/api/upload-storage';
import { problem } from '../fixture/responses';
import { draftOf, photo, postOf, targetOf } from '../fixture/sample-data';
import { backend, imageFile, renderApp, unfinishedUpload } from '../render-app';

const SLOW = { timeout: 20_000 };

function addDraft(draft = draftOf('draft_1')) {
  backend.api.state.photos.set('photo_1', photo('photo_1', 'ready', 'bowl.jpg'));
  backend.api.state.drafts.set(draft.draft_id, draft);
  return draft;
}

async function platformCheckbox(name: string) {
  return await screen.findByRole('checkbox', { name: new RegExp(name) }, SLOW);
}

test('a photo becomes a post on the places that were ticked', async () => {
  const { user } = await renderApp('/new');
  await user.upload(screen.getByTestId('photo-input'), imageFile());

  await user.type(await screen.findByLabelText('What do you call it?', {}, SLOW), 'Blue bowl');
  await user.type(screen.getByLabelText('Price'), '1,250.50');
  await user.type(screen.getByLabelText('How many?'), '6');
  const write = await screen.findByRole('button', { name: /^Write (the words|again from)/ }, SLOW);
  await waitFor(() => expect(write).not.toHaveAttribute('aria-busy'), SLOW);
  await user.click(write);
  await screen.findByText('Written from your facts', {}, SLOW);
  expect(window.location.pathname).toBe('/new/draft_2');

  for (const place of ['Facebook', 'Instagram', 'Etsy', 'Pinterest', 'Meesho']) {
    await user.click(await platformCheckbox(place));
  }
  await user.click(screen.getByRole('button', { name: 'Publish to 5 places' }));
  await screen.findByText('On its way', {}, SLOW);

  const [product] = backend.api.calls('POST /products');
  expect(product?.body).toMatchObject({
    price: { amount: '1250.50', currency: 'INR' },
    quantity: 6,
    photo_ids: ['photo_1'],
  });
  const [post] = backend.api.state.posts.values();
  expect(post?.targets.map((one) => one.platform)).toHaveLength(5);
});

test('what is typed is saved behind the person and is there after a reload', async () => {
  addDraft();
  const first = await renderApp('/new/draft_1');
  const title = await screen.findByLabelText('Title', {}, SLOW);
  await first.user.clear(title);
  await first.user.type(title, 'Bowl of the monsoon');
  await waitFor(() => expect(screen.getByText('Saved')).toBeVisible(), SLOW);
  first.view.unmount();

  await renderApp('/new/draft_1');
  expect(await screen.findByDisplayValue('Bowl of the monsoon', {}, SLOW)).toBeVisible();
});

test('a change goes on top when the writer saved in between', async () => {
  const draft = addDraft();
  const { user } = await renderApp('/new/draft_1');
  const title = await screen.findByLabelText('Title', {}, SLOW);
  draft.version = 9;
  await user.type(title, '!');
  await waitFor(() => expect(draft.copy.title).toMatch(/!$/), SLOW);
});

test('an upload that is cut off goes on by itself', async () => {
  backend.uploadResponses.push(() => HttpResponse.error());
  const { user } = await renderApp('/new');
  await user.upload(screen.getByTestId('photo-input'), imageFile());
  expect(await screen.findByText('The connection was cut', {}, SLOW)).toBeVisible();
  await screen.findByText('After: cut for each place', {}, SLOW);
  expect(backend.api.calls('POST /media/uploads')).toHaveLength(1);
});

test('after a reload that lost the file, another one keeps the facts', async () => {
  addDraft(draftOf('draft_1', { status: 'waiting_for_photo' }));
  backend.api.state.photos.set('photo_1', photo('photo_1', 'uploading', 'bowl.jpg'));
  backend.api.state.uploads.set('photo_1', { size: 4096, arrived: new Map() });
  await storeUpload(unfinishedUpload('photo_1', 4096));
  const { user } = await renderApp('/new/draft_1');
  await screen.findByText('This picture did not arrive', {}, SLOW);
  await user.upload(screen.getByTestId('photo-input'), imageFile('other.jpg'));
  await waitFor(() => expect(window.location.pathname).not.toBe('/new/draft_1'), SLOW);
  expect(
    await screen.findByDisplayValue('Eleven days from dough to kiln.', {}, SLOW),
  ).toBeVisible();
});

test('a file that is no picture is refused before it travels', async () => {
  const { user } = await renderApp('/new');
  const input = screen.getByTestId('photo-input');
  input.removeAttribute('accept');
  await user.upload(input, new File(['%PDF'], 'notes.pdf', { type: 'application/pdf' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('notes.pdf is not a photo');
  expect(backend.api.calls('POST /media/uploads')).toHaveLength(0);
});

test('a press that is cut off is repeated with the same keys, so nothing is made twice', async () => {
  addDraft();
  backend.api.fail('POST /posts', () => HttpResponse.error());
  const { user } = await renderApp('/new/draft_1');
  await user.click(await platformCheckbox('Etsy'));
  const publish = screen.getByRole('button', { name: 'Publish to 1 place' });
  await user.click(publish);
  expect(await screen.findByText(/Nothing has been published/, {}, SLOW)).toBeVisible();
  await user.click(publish);
  await screen.findByText('On its way', {}, SLOW);
  for (const call of ['POST /products', 'POST /posts']) {
    const keys = backend.api.calls(call).map((one) => one.key);
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toContain('draft_1');
  }
});

test('a place that cannot be chosen says why and shows the way', async () => {
  const draft = addDraft();
  draft.facts = { ...draft.facts, price: null };
  const { state } = backend.api;
  state.connections = state.connections.filter((one) => one.platform !== 'pinterest');
  await renderApp('/new/draft_1');
  const box = await platformCheckbox('Pinterest');
  expect(box).toBeDisabled();
  expect(box).toHaveAccessibleDescription('Not connected yet.');
  expect(await platformCheckbox('Etsy')).toHaveAccessibleDescription('Needs a price.');
  expect(screen.getByRole('button', { name: 'Publish' })).toBeDisabled();
  expect(screen.getByRole('link', { name: 'Go to connections' })).toHaveAttribute(
    'href',
    '/connections#pinterest',
  );
});

test('the text of one place is edited beside its own limits', async () => {
  const draft = addDraft();
  const { user } = await renderApp('/new/draft_1');
  await user.click(await screen.findByRole('tab', { name: 'Instagram' }, SLOW));
  const text = screen.getByLabelText('Text');
  await user.clear(text);
  await user.type(text, 'नमस्ते #a #b #c #d #e #f');
  expect(screen.getByText(/6 of 5 hashtags · 1 too many/)).toBeVisible();
  expect(screen.getByText(/letters to the eye/)).toBeVisible();
  expect(await platformCheckbox('Instagram')).toBeDisabled();
  await waitFor(() => expect(draft.platforms.instagram?.text).toContain('नमस्ते'), SLOW);
});

test('each place settles live, and only a failed one can be tried again', async () => {
  addDraft();
  const { user } = await renderApp('/new/draft_1');
  await user.click(await platformCheckbox('Etsy'));
  await user.click(await platformCheckbox('Meesho'));
  await user.click(screen.getByRole('button', { name: 'Publish to 2 places' }));
  await screen.findByText('On its way', {}, SLOW);
  const [post] = backend.api.state.posts.values();
  if (!post) throw new Error('no post was made');
  const reason = { reason: 'Etsy was busy.', remedy: 'Try again.' };
  Object.assign(post, {
    status: 'settled',
    targets: [targetOf('etsy', 'failed', reason), targetOf('meesho', 'unknown')],
  });
  backend.emitEvent('publishing', 'TargetChanged');

  expect(await screen.findByText('Etsy was busy.', {}, SLOW)).toBeVisible();
  expect(screen.getByRole('button', { name: 'Try again: Meesho' })).toBeDisabled();
  await user.click(screen.getByRole('button', { name: 'Try again: Etsy' }));
  await waitFor(() =>
    expect(backend.api.calls(`POST /posts/${post.post_id}/retry`)[0]?.body).toEqual({
      platforms: ['etsy'],
    }),
  );
  await user.click(screen.getByRole('button', { name: 'I checked: it is there' }));
  const board = screen.getByRole('region', { name: 'Places' });
  await waitFor(() => expect(within(board).getByText('Live')).toBeVisible(), SLOW);
});

test('a retry that the server refuses says so', async () => {
  addDraft();
  const failed = { targets: [targetOf('etsy', 'failed', { reason: 'No.', remedy: 'Wait.' })] };
  backend.api.state.posts.set('post_1', postOf('post_1', failed));
  backend.api.fail('POST /posts/post_1/retry', () =>
    problem(409, 'still_going', 'It is still on its way.', 'Wait for it.'),
  );
  const { user } = await renderApp('/posts/post_1');
  await user.click(await screen.findByRole('button', { name: 'Try again: Etsy' }));
  expect(await screen.findByText('It is still on its way.')).toBeVisible();
});

test('a piece that comes in several sizes is sent with each, once they are whole', async () => {
  addDraft();
  const { user } = await renderApp('/new/draft_1');
  await user.click(await platformCheckbox('Etsy'));
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
  await user.click(publish);
  await screen.findByText('On its way', {}, SLOW);
  expect(backend.api.calls('POST /products')[0]?.body['variants']).toEqual([
    { options: { Size: 'Small' }, price: { amount: '2450', currency: 'INR' }, quantity: 1 },
    { options: { Size: 'Large' }, price: { amount: '3100', currency: 'INR' }, quantity: 1 },
  ]);
});
