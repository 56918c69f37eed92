import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import { ok, problem } from '../fixture/responses';
import { draftOf, photo, postOf, productOf, publicationOf, targetOf } from '../fixture/sample-data';
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

test('after a lost press nothing is said not to be sent, whatever stops the next one', async () => {
  backend.api.fail('POST /posts', () => HttpResponse.error());
  const { user } = await renderApp(PAGE);
  await user.click(await box(/^Etsy/));
  await user.click(publishButton(1));
  const unsure = /pressing again sends nothing twice/;
  expect(await screen.findByText(unsure, {}, SLOW)).toBeVisible();
  Object.assign(backend.api.state.drafts.get('draft_1') ?? {}, { status: 'ready' });
  const refused = () => problem(409, 'facts_changed', 'The facts have changed.');
  backend.api.fail('POST /drafts/draft_1/approve', refused);
  await user.click(publishButton(1));
  expect(await screen.findByText(/Wait until they are written, look at them/)).toBeVisible();
  expect(screen.getByText(unsure)).toBeVisible();
  backend.api.fail('POST /posts', () => problem(409, 'conflict', 'It is still running.'));
  await user.click(publishButton(1));
  expect(await screen.findByText(/It is still running/)).toBeVisible();
  expect(screen.getByText(unsure)).toBeVisible();
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
  expect(screen.getByRole('link', { name: 'Go to connections: Pinterest' })).toHaveAttribute(
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
