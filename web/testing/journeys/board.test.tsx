/** The board of a post: how it stands in each place. */
import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import type { Post, Target } from '@/features/publishing/api/types';
import { problem } from '../fixture/responses';
import { connected, draftOf, photo, postOf, productOf, targetOf } from '../fixture/sample-data';
import { backend, renderApp } from '../render-app';

const SLOW = { timeout: 20_000 };

beforeEach(() => {
  const { photos, products, drafts } = backend.api.state;
  photos.set('photo_1', photo('photo_1', 'ready', 'bowl.jpg'));
  products.set('product_1', productOf('product_1'));
  drafts.set('draft_1', draftOf('draft_1'));
});

const box = (name: RegExp) => screen.findByRole('checkbox', { name }, SLOW);

function addPost(over: Partial<Post>): void {
  backend.api.state.posts.set('post_1', postOf('post_1', over));
}

test('each place settles live, and only a failed one can be tried again', async () => {
  const { user } = await renderApp('/products/product_1');
  await user.click(await box(/^Etsy/));
  await user.click(await box(/^Meesho/));
  await user.click(screen.getByRole('button', { name: 'Publish to 2 places' }));
  await screen.findByText('On its way', {}, SLOW);
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

/** A failed target in the second account of a platform. */
function failedElsewhere(): Target {
  const account = { id: 'facebook-2', name: 'Sanganer Collective' };
  const over = {
    account,
    publication_id: 'pub_2',
    post_id: 'post_1',
    reason: 'No.',
    remedy: 'Wait.',
  };
  return { ...targetOf('facebook', 'failed', over), account };
}

test('where a platform has several accounts, each name says which', async () => {
  const second = { ...connected('facebook', 'Sanganer Collective'), status: 'reconnect' as const };
  second.account = { id: 'facebook-2', name: 'Sanganer Collective' };
  backend.api.state.connections.push(second);
  const live = targetOf('facebook', 'confirmed', { can_update: true });
  addPost({ targets: [live, failedElsewhere(), targetOf('etsy', 'failed', { reason: 'Busy.' })] });
  const { view } = await renderApp('/posts/post_1');
  const [which, other] = ['Kripal Blue Pottery', 'Sanganer Collective'];
  const button = (name: string) => screen.findByRole('button', { name }, SLOW);
  const link = (name: string) => screen.findByRole('link', { name }, SLOW);
  expect(await button(`Update: Facebook Page, ${which}`)).toBeEnabled();
  expect(await button(`Try again: Facebook Page, ${other}`)).toBeEnabled();
  expect(await link(`See it on Facebook Page, ${which}`)).toBeVisible();
  expect(await link(`Go to connections: Facebook Page, ${other}`)).toBeVisible();
  expect(await button('Try again: Etsy')).toBeEnabled();
  view.unmount();
  await renderApp('/');
  expect(await screen.findByTitle(`Facebook Page, ${which}`, {}, SLOW)).toHaveTextContent(
    `Facebook Page, ${which}: Live`,
  );
  expect(screen.getByTitle('Etsy')).toHaveTextContent('Etsy: Did not go out');
});

test('one failed place is tried again at a time, so that no refusal is passed over', async () => {
  const reason = { reason: 'No.', remedy: 'Wait.' };
  addPost({ targets: [targetOf('etsy', 'failed', reason), targetOf('meesho', 'failed', reason)] });
  let release = () => undefined as unknown;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  backend.api.fail('POST /posts/post_1/retry', async () => {
    await held;
    return problem(409, 'still_going', 'It is still on its way.', 'Wait for it.');
  });
  const { user } = await renderApp('/posts/post_1');
  await user.click(await screen.findByRole('button', { name: 'Try again: Etsy' }));
  const meesho = screen.getByRole('button', { name: 'Try again: Meesho' });
  await waitFor(() => expect(meesho).toHaveAttribute('aria-busy'));
  await user.click(meesho);
  release();
  expect(await screen.findByText('It is still on its way.')).toBeVisible();
});

test('from its board there is a way to the piece', async () => {
  addPost({});
  await renderApp('/posts/post_1');
  expect(await screen.findByRole('link', { name: 'To the piece' }, SLOW)).toHaveAttribute(
    'href',
    '/products/product_1',
  );
});
