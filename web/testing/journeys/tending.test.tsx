import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Errand } from '@/api/shapes';
import { refuse } from '../fixture/answers';
import { SCENES } from '../fixture/scenes';
import { targetOf } from '../fixture/shop';
import { open, stage } from '../stage';

const SLOW = { timeout: 20_000 };
const post = () => stage.world.state.posts.get('post_tended');

function row(platform: string) {
  const found = document.querySelector<HTMLElement>(`li[data-platform=${platform}]`);
  if (!found) throw new Error(`no row for ${platform}`);
  return within(found);
}

/** What the server has come to. */
function becomes(platform: string, errand: Errand, over = {}): void {
  const found = post()?.targets.find((one) => one.platform === platform);
  Object.assign(found ?? {}, { errand, ...over });
}

beforeEach(() => {
  stage.world = SCENES.ten();
});

test('a listing is changed after a question, and says how it goes', async () => {
  const { user } = await open('/posts/post_tended');
  await user.click(await screen.findByRole('button', { name: 'Change: Etsy' }, SLOW));
  const dialog = await screen.findByRole('alertdialog', { name: 'Change it on Etsy?' });
  expect(stage.world.calls('POST /posts/post_tended/targets/etsy/change')).toHaveLength(0);
  await user.click(within(dialog).getByRole('button', { name: 'Yes, change it' }));
  expect(await row('etsy').findByText('Being changed', {}, SLOW)).toBeVisible();
  expect(row('etsy').queryByRole('button')).toBeNull();
  becomes('etsy', { kind: 'change', status: 'confirmed', reason: null, remedy: null });
  expect(await row('etsy').findByText('Changed', {}, SLOW)).toBeVisible();
  expect(row('etsy').getByRole('button', { name: 'Take down: Etsy' })).toBeEnabled();
});

test('what is taken down is no longer live', async () => {
  const { user } = await open('/posts/post_tended');
  await user.click(await screen.findByRole('button', { name: 'Take down: Etsy' }, SLOW));
  const dialog = await screen.findByRole('alertdialog', { name: 'Take it down from Etsy?' });
  await user.click(within(dialog).getByRole('button', { name: 'Yes, take it down' }));
  await row('etsy').findByText('Being taken down', {}, SLOW);
  const status = 'withdrawn' as const;
  becomes(
    'etsy',
    { kind: 'withdraw', status: 'confirmed', reason: null, remedy: null },
    { status },
  );
  expect(await row('etsy').findByText('Taken down', {}, SLOW)).toBeVisible();
  expect(row('etsy').queryByRole('link')).toBeNull();
  expect(row('etsy').queryByRole('button')).toBeNull();
});

test('an errand that failed says why and can be asked for again', async () => {
  const reason = 'Etsy did not take the price.';
  becomes('etsy', { kind: 'change', status: 'failed', reason, remedy: 'Make it higher.' });
  await open('/posts/post_tended');
  expect(await screen.findByText('It was not changed', {}, SLOW)).toBeVisible();
  expect(screen.getByText(/Make it higher/)).toBeVisible();
  expect(await screen.findByRole('button', { name: 'Change: Etsy' })).toBeEnabled();
});

test('where nothing can be done from here, the place says why', async () => {
  await open('/posts/post_tended');
  expect(await screen.findByText('Change it in the supplier panel.', {}, SLOW)).toBeVisible();
  expect(row('meesho').queryByRole('button')).toBeNull();
});

test('a refusal is said', async () => {
  stage.world.fail('POST /posts/post_tended/targets/etsy/withdraw', () =>
    refuse(409, 'busy', 'It is being changed.', 'Wait for it.'),
  );
  const { user } = await open('/posts/post_tended');
  await user.click(await screen.findByRole('button', { name: 'Take down: Etsy' }, SLOW));
  await user.click(await screen.findByRole('button', { name: 'Yes, take it down' }));
  expect(await screen.findByText('It is being changed.')).toBeVisible();
});

test('only what is live is tended', async () => {
  post()?.targets.push(targetOf('shopify', 'sent', { can_change: true, can_withdraw: true }));
  await open('/posts/post_tended');
  await screen.findByRole('button', { name: 'Change: Etsy' }, SLOW);
  await waitFor(() => expect(row('shopify').queryByRole('button')).toBeNull());
});

test('what only a person may post is laid out for them', async () => {
  const { user } = await open('/posts/post_tended');
  await user.click(await screen.findByRole('button', { name: 'Prepare for Karigar Square' }, SLOW));
  const drawer = await screen.findByRole('dialog', { name: 'Post it on Karigar Square' });
  expect(within(drawer).getByRole('link', { name: 'Open Karigar Square' })).toHaveAttribute(
    'href',
    'https://square.example/new',
  );
  const title = within(drawer).getByRole('region', { name: 'Title' });
  expect(title).toHaveTextContent('Blue pottery bowl from Jaipur');
  await user.click(within(title).getByRole('button', { name: 'Copy' }));
  expect(await navigator.clipboard.readText()).toBe('Blue pottery bowl from Jaipur');
  expect(within(drawer).getByText(/Something was cut/)).toBeVisible();
  const [asked] = stage.world.calls('POST /connections/karigar/manual-post');
  expect(asked?.body['picture_urls']).toEqual(['http://localhost:8080/media/photo_1/square.jpg']);
});

test("a panel's own file is made for its bulk upload", async () => {
  const kept = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
  const { user } = await open('/posts/post_tended');
  await user.click(await screen.findByRole('button', { name: 'Get the file for Meesho' }, SLOW));
  await waitFor(() => expect(kept).toHaveBeenCalledOnce());
  const link = kept.mock.instances[0] as unknown as HTMLAnchorElement;
  expect(link.download).toBe('haat-meesho.xlsx');
  const [asked] = stage.world.calls('POST /connections/meesho/export');
  expect(asked?.body['pieces']).toMatchObject([
    { title: expect.stringContaining('bowl'), pictures: [{ format: 'jpeg' }] },
  ]);
  kept.mockRestore();
});
