import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import type { ListingOperation, Publication } from '@/features/publishing/api/types';
import { problem } from '../fixture/responses';
import { targetOf } from '../fixture/sample-data';
import { SCENARIOS } from '../fixture/scenarios';
import { backend, renderApp } from '../render-app';

const SLOW = { timeout: 20_000 };
const EDITABLE = { can_update: true, can_unpublish: true };
const LISTING = '/publications/pub_post_editable_etsy/listing';
const post = () => backend.api.state.posts.get('post_editable');

function row(platform: string) {
  const found = document.querySelector<HTMLElement>(`li[data-platform=${platform}]`);
  if (!found) throw new Error(`no row for ${platform}`);
  return within(found);
}

/** Set the operation that the API returns next. */
function updateOperation(
  platform: string,
  operation: ListingOperation,
  over: Partial<Publication> = {},
): void {
  const found = post()?.targets.find((one) => one.platform === platform)?.publication;
  Object.assign(found ?? {}, { operation, ...EDITABLE, ...over });
}

beforeEach(() => {
  backend.api = SCENARIOS.tenPlatforms();
});

test('a listing is updated after a confirmation, and shows the state', async () => {
  const { user } = await renderApp('/posts/post_editable');
  await user.click(await screen.findByRole('button', { name: 'Update: Etsy' }, SLOW));
  const dialog = await screen.findByRole('alertdialog', { name: 'Update it on Etsy?' });
  expect(backend.api.calls(`PATCH ${LISTING}`)).toHaveLength(0);
  await user.click(within(dialog).getByRole('button', { name: 'Yes, update it' }));
  expect(await row('etsy').findByText('Being updated', {}, SLOW)).toBeVisible();
  expect(row('etsy').queryByRole('button')).toBeNull();
  updateOperation('etsy', { kind: 'update', status: 'confirmed', reason: null, remedy: null });
  expect(await row('etsy').findByText('Updated', {}, SLOW)).toBeVisible();
  expect(row('etsy').getByRole('button', { name: 'Take down: Etsy' })).toBeEnabled();
});

test('an unpublished listing is no longer live', async () => {
  const { user } = await renderApp('/posts/post_editable');
  await user.click(await screen.findByRole('button', { name: 'Take down: Etsy' }, SLOW));
  const dialog = await screen.findByRole('alertdialog', { name: 'Take it down from Etsy?' });
  await user.click(within(dialog).getByRole('button', { name: 'Yes, take it down' }));
  await row('etsy').findByText('Being taken down', {}, SLOW);
  updateOperation(
    'etsy',
    { kind: 'unpublish', status: 'confirmed', reason: null, remedy: null },
    { status: 'unpublished', can_update: false, can_unpublish: false },
  );
  expect(await row('etsy').findByText('Taken down', {}, SLOW)).toBeVisible();
  expect(row('etsy').queryByRole('link')).toBeNull();
  expect(row('etsy').queryByRole('button')).toBeNull();
});

test('an operation that failed says why and can be repeated', async () => {
  const reason = 'Etsy did not take the price.';
  updateOperation('etsy', { kind: 'update', status: 'failed', reason, remedy: 'Make it higher.' });
  await renderApp('/posts/post_editable');
  expect(await screen.findByText('It was not updated', {}, SLOW)).toBeVisible();
  expect(screen.getByText(/Make it higher/)).toBeVisible();
  expect(await screen.findByRole('button', { name: 'Update: Etsy' })).toBeEnabled();
});

test('where no operation is supported, the platform says why', async () => {
  await renderApp('/posts/post_editable');
  expect(await screen.findByText('Change it in the supplier panel.', {}, SLOW)).toBeVisible();
  expect(row('meesho').queryByRole('button')).toBeNull();
});

test('a refused operation shows the error', async () => {
  backend.api.fail(`DELETE ${LISTING}`, () =>
    problem(409, 'busy', 'It is being changed.', 'Wait for it.'),
  );
  const { user } = await renderApp('/posts/post_editable');
  await user.click(await screen.findByRole('button', { name: 'Take down: Etsy' }, SLOW));
  await user.click(await screen.findByRole('button', { name: 'Yes, take it down' }));
  expect(await screen.findByText('It is being changed.')).toBeVisible();
});

test('only a live listing has operations', async () => {
  post()?.targets.push(targetOf('shopify', 'sent', { can_update: true, can_unpublish: true }));
  await renderApp('/posts/post_editable');
  await screen.findByRole('button', { name: 'Update: Etsy' }, SLOW);
  await waitFor(() => expect(row('shopify').queryByRole('button')).toBeNull());
});

test('a manual post is prepared for the person', async () => {
  const { user } = await renderApp('/posts/post_editable');
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
  const [asked] = backend.api.calls('POST /connections/karigar/manual-post');
  expect(asked?.body['picture_urls']).toEqual(['http://localhost:8080/media/photo_1/square.jpg']);
});

test("a product is exported for a panel's bulk upload", async () => {
  const kept = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
  const { user } = await renderApp('/posts/post_editable');
  await user.click(await screen.findByRole('button', { name: 'Get the file for Meesho' }, SLOW));
  await waitFor(() => expect(kept).toHaveBeenCalledOnce());
  const link = kept.mock.instances[0] as unknown as HTMLAnchorElement;
  expect(link.download).toBe('haat-meesho.xlsx');
  const [asked] = backend.api.calls('POST /connections/connection_meesho/export');
  expect(asked?.body['pieces']).toMatchObject([
    { sku: 'BLU-7F3K', title: expect.stringContaining('bowl'), pictures: [{ format: 'jpeg' }] },
  ]);
  kept.mockRestore();
});
