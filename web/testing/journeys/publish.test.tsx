import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import { ok, problem } from '../fixture/responses';
import {
  connected,
  draftOf,
  photo,
  postOf,
  productOf,
  publicationOf,
  targetOf,
} from '../fixture/sample-data';
import { SCENARIOS } from '../fixture/scenarios';
import { backend, renderApp } from '../render-app';

const SLOW = { timeout: 20_000 };
const PAGE = '/products/product_1';

beforeEach(() => {
  const { photos, products, drafts } = backend.api.state;
  photos.set('photo_1', photo('photo_1', 'ready', 'bowl.jpg'));
  products.set('product_1', productOf('product_1'));
  drafts.set('draft_1', draftOf('draft_1'));
});

const box = (name: RegExp) => screen.findByRole('checkbox', { name }, SLOW);
const publishButton = (count: number) =>
  screen.getByRole('button', { name: `Publish to ${count} place${count > 1 ? 's' : ''}` });
const posts = () => backend.api.calls('POST /posts');
const onBoard = () => screen.findByText('On its way', {}, SLOW);

function place(id: string) {
  const found = document.querySelector<HTMLElement>(`li[data-place="${id}"]`);
  if (!found) throw new Error(`no place ${id}`);
  return within(found);
}

test('a press that is cut off is repeated with the same key, so nothing is made twice', async () => {
  backend.api.fail('POST /posts', () => HttpResponse.error());
  const { user } = await renderApp(PAGE);
  await user.click(await box(/^Etsy/));
  await user.click(publishButton(1));
  expect(await screen.findByText(/pressing again sends nothing twice/, {}, SLOW)).toBeVisible();
  await user.click(publishButton(1));
  await onBoard();
  const keys = posts().map((one) => one.key);
  expect(keys).toHaveLength(2);
  expect(new Set(keys).size).toBe(1);
});

test('the board shows the post as it is, not as an answer of before told it', async () => {
  const { user } = await renderApp(PAGE);
  await user.click(await box(/^Etsy/));
  await user.click(publishButton(1));
  await onBoard();
  const [post] = backend.api.state.posts.values();
  expect(backend.api.calls(`GET /posts/${post?.post_id}`).length).toBeGreaterThan(0);
});

test('what went out to one place is not sent there again with the next (REP-4)', async () => {
  const { user } = await renderApp(PAGE);
  await user.click(await box(/^Pinterest/));
  await user.click(publishButton(1));
  await onBoard();
  const [first] = backend.api.state.posts.values();
  const pin = first?.targets[0]?.publication;
  if (!pin) throw new Error('no pin was made');
  Object.assign(pin, publicationOf('pinterest', 'confirmed', { ...pin, status: 'confirmed' }));
  Object.assign(pin, { live_since: '2026-11-21T06:30:00Z', can_update: true });

  window.history.back();
  await screen.findByRole('heading', { name: 'Where to' }, SLOW);
  const pinterest = () => place('pinterest pinterest-1');
  expect(await screen.findByText(/^Live since 21 Nov/, {}, SLOW)).toBeVisible();
  expect(pinterest().getByRole('checkbox', { name: 'Post again: Pinterest' })).not.toBeChecked();
  expect(pinterest().getByRole('button', { name: 'Update: Pinterest' })).toBeEnabled();
  expect(pinterest().getByRole('link', { name: 'See its post: Pinterest' })).toHaveAttribute(
    'href',
    `/posts/${first.post_id}`,
  );
  await user.click(await box(/^Etsy/));
  await user.click(publishButton(1));
  await onBoard();
  expect(posts().map((one) => one.body['places'])).toEqual([
    [{ platform: 'pinterest', account_id: 'pinterest-1' }],
    [{ platform: 'etsy', account_id: 'etsy-1' }],
  ]);
});

test('a post is sent again only by its own tick', async () => {
  backend.api = SCENARIOS.published();
  const { user } = await renderApp(PAGE);
  await user.click(await screen.findByRole('checkbox', { name: 'Post again: Pinterest' }, SLOW));
  await user.click(publishButton(1));
  await onBoard();
  expect(posts()[0]?.body['places']).toEqual([
    { platform: 'pinterest', account_id: 'pinterest-1', again: true },
  ]);
});

test('each account of a platform is a place of its own', async () => {
  backend.api = SCENARIOS.published();
  const { user } = await renderApp(PAGE);
  await user.click(await box(/^Facebook Page *Sanganer/));
  expect(place('facebook facebook-1').getByText(/^Live since/)).toBeVisible();
  await user.click(publishButton(1));
  await onBoard();
  expect(posts()[0]?.body['places']).toEqual([{ platform: 'facebook', account_id: 'facebook-2' }]);
});

test('where it is on its way or unsure, nothing can be ticked', async () => {
  backend.api = SCENARIOS.published();
  await renderApp(PAGE);
  await screen.findByText('Not sure', {}, SLOW);
  expect(place('instagram instagram-1').getByText(/tell Haat on its post/)).toBeVisible();
  expect(place('meesho meesho-1').getByText('Sent, waiting for an answer')).toBeVisible();
  for (const id of ['instagram instagram-1', 'meesho meesho-1', 'etsy etsy-1'])
    expect(place(id).queryByRole('checkbox')).toBeNull();
});

test('what is live is updated in place, with what is on the page', async () => {
  backend.api = SCENARIOS.published();
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
  backend.api = SCENARIOS.published();
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
  expect(former.getByRole('link', { name: 'Go to connections' })).toBeVisible();
  expect(await box(/^Etsy *Second/)).toBeEnabled();
});

test('a refusal because it is live already shows where, and ticks no second post', async () => {
  const { user } = await renderApp(PAGE);
  await user.click(await box(/^Pinterest/));
  const targets = [targetOf('pinterest', 'confirmed')];
  backend.api.state.posts.set('post_tab', postOf('post_tab', { targets }));
  await user.click(publishButton(1));
  expect(await screen.findByText(/It is live there already/, {}, SLOW)).toBeVisible();
  await waitFor(() =>
    expect(place('pinterest pinterest-1').getByText(/^Live since/)).toBeVisible(),
  );
  expect(screen.getByRole('button', { name: 'Publish' })).toBeDisabled();
  expect(backend.api.state.posts.size).toBe(1);
});

test('words that do not tell of the facts yet are said so', async () => {
  backend.api.fail('POST /drafts/draft_1/approve', () =>
    problem(409, 'facts_changed', 'The facts have changed.'),
  );
  const { user } = await renderApp(PAGE);
  await user.click(await box(/^Etsy/));
  await user.click(publishButton(1));
  expect(await screen.findByText('It was not sent. Nothing has been published.')).toBeVisible();
  expect(screen.getByText(/Wait until they are written, look at them/)).toBeVisible();
  expect(posts()).toHaveLength(0);
});

test('a place that cannot be chosen says why and shows the way', async () => {
  Object.assign(backend.api.state.products.get('product_1') ?? {}, { price: null });
  const { state } = backend.api;
  state.connections = state.connections.filter((one) => one.platform !== 'pinterest');
  await renderApp(PAGE);
  const pin = await box(/^Pinterest/);
  expect(pin).toBeDisabled();
  expect(pin).toHaveAccessibleDescription('Not connected yet.');
  expect(await box(/^Etsy/)).toHaveAccessibleDescription('Needs a price.');
  expect(screen.getByRole('button', { name: 'Publish' })).toBeDisabled();
  expect(screen.getByRole('link', { name: 'Go to connections' })).toHaveAttribute(
    'href',
    '/connections#pinterest',
  );
});

test('while it is not known what is connected, nothing is said to be missing', async () => {
  let release = () => undefined as unknown;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  backend.api.fail('GET /connections', async () => {
    await held;
    return ok({ items: backend.api.state.connections, next_cursor: null });
  });
  await renderApp(PAGE);
  expect(await screen.findByText('Looking where it can go', {}, SLOW)).toBeInTheDocument();
  expect(screen.queryByText('Not connected yet.')).toBeNull();
  release();
  expect(await box(/^Etsy/)).toBeEnabled();
});

test('where it is cannot be read: nothing can be ticked until it is known', async () => {
  backend.api.fail('GET /publications', () => problem(403, 'forbidden', 'Not yours.', 'Ask.'));
  const { user } = await renderApp(PAGE);
  await screen.findByText('Not yours.', {}, SLOW);
  expect(screen.queryByRole('checkbox')).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await box(/^Etsy/)).toBeEnabled();
});

test('each place settles live, and only a failed one can be tried again', async () => {
  const { user } = await renderApp(PAGE);
  await user.click(await box(/^Etsy/));
  await user.click(await box(/^Meesho/));
  await user.click(publishButton(2));
  await onBoard();
  const [post] = backend.api.state.posts.values();
  const [etsy, meesho] = post?.targets.map((one) => one.publication) ?? [];
  if (!post || !etsy || !meesho) throw new Error('no post was made');
  post.status = 'settled';
  Object.assign(etsy, { status: 'failed', reason: 'Etsy was busy.', remedy: 'Try again.' });
  Object.assign(etsy, { can_retry: true });
  Object.assign(meesho, { status: 'unknown', needs_review: true });
  backend.emitEvent('publishing', 'PublicationChanged');

  expect(await screen.findByText('Etsy was busy.', {}, SLOW)).toBeVisible();
  expect(screen.getByText('KripalKumbh')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Try again: Meesho' })).toBeDisabled();
  await user.click(screen.getByRole('button', { name: 'Try again: Etsy' }));
  await waitFor(() =>
    expect(backend.api.calls(`POST /posts/${post.post_id}/retry`)[0]?.body).toEqual({
      publications: [etsy.publication_id],
    }),
  );
  await user.click(screen.getByRole('button', { name: 'I checked: it is there: Meesho' }));
  const board = screen.getByRole('region', { name: 'Places' });
  await waitFor(() => expect(within(board).getByText(/^Live since/)).toBeVisible(), SLOW);
  const call = `POST /publications/${meesho.publication_id}/resolve`;
  expect(backend.api.calls(call)[0]?.body).toEqual({ outcome: 'published' });
});

test('what a later post took up says so, and is not tried again from the earlier one', async () => {
  const failed = targetOf('etsy', 'failed', { reason: 'Etsy was busy.', remedy: 'Wait.' });
  backend.api.state.posts.set('post_1', postOf('post_1', { targets: [failed] }));
  Object.assign(failed.publication ?? {}, { post_id: 'post_2', can_retry: true });
  await renderApp('/posts/post_1');
  expect(await screen.findByText('A later post of this piece went to this place.')).toBeVisible();
  expect(await screen.findByRole('link', { name: 'See the later post: Etsy' })).toHaveAttribute(
    'href',
    '/posts/post_2',
  );
  expect(screen.queryByRole('button', { name: /Try again/ })).toBeNull();
});

test('what is not there any more is asked of the person, and goes when they say so', async () => {
  const gone = targetOf('etsy', 'unknown', {
    live_since: '2026-11-20T06:30:00Z',
    reason: 'It is not there any more.',
    remedy: 'Look there yourself, then say which.',
  });
  backend.api.state.posts.set('post_1', postOf('post_1', { targets: [gone] }));
  const { user } = await renderApp('/posts/post_1');
  expect(await screen.findByText('It is not there any more.')).toBeVisible();
  const button = { name: 'I checked: it is not there: Etsy' };
  await user.click(await screen.findByRole('button', button));
  expect(await screen.findByText('Taken down', {}, SLOW)).toBeVisible();
});

test('a retry that the server refuses says so', async () => {
  const failed = { targets: [targetOf('etsy', 'failed', { reason: 'No.', remedy: 'Wait.' })] };
  backend.api.state.posts.set('post_1', postOf('post_1', failed));
  backend.api.fail('POST /posts/post_1/retry', () =>
    problem(409, 'still_going', 'It is still on its way.', 'Wait for it.'),
  );
  const { user } = await renderApp('/posts/post_1');
  await user.click(await screen.findByRole('button', { name: 'Try again: Etsy' }));
  expect(await screen.findByText('It is still on its way.')).toBeVisible();
});
