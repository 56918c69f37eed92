import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Photo } from '@/features/media/api/types';
import { photo } from '../fixture/sample-data';
import { backend, renderApp } from '../render-app';

const SLOW = { timeout: 30_000 };

function addPhoto(id: string, over: Partial<Photo> = {}): Photo {
  const one = { ...photo(id, 'ready', `${id}.jpg`), ...over };
  backend.api.state.photos.set(id, one);
  return one;
}

async function openLibrary(path = '/library') {
  const { user } = await renderApp(path);
  const list = await screen.findByRole('list', { name: 'Library' }, SLOW);
  return { user, list };
}

const choose = (name: string) => screen.getByRole('checkbox', { name: `Choose ${name}.jpg` });

test('an empty library teaches, and takes the first photos', async () => {
  await renderApp('/library');
  expect(
    await screen.findByRole('heading', { level: 1, name: 'All your photos in one place' }, SLOW),
  ).toBeVisible();
  expect(screen.getByText('A cut network loses nothing')).toBeVisible();
  expect(screen.getByTestId('folder-input')).toHaveAttribute('webkitdirectory');
});

test('photos are found by a word, a folder and a tag, and the address keeps it', async () => {
  addPhoto('bowl', { folder: 'Pottery', tags: ['blue'] });
  addPhoto('stole', { folder: 'Weaving' });
  const { user, list } = await openLibrary();
  expect(screen.getByText('2 photos, 13.6 MB')).toBeVisible();
  await user.type(screen.getByRole('searchbox', { name: 'Search your photos' }), 'stol');
  await waitFor(() => expect(screen.queryByText('bowl.jpg')).toBeNull(), SLOW);
  expect(window.location.search).toBe('?q=stol');
  await user.clear(screen.getByRole('searchbox'));
  await screen.findByText('bowl.jpg', {}, SLOW);
  await user.click(screen.getByRole('button', { name: /Pottery 1/ }));
  await waitFor(() => expect(screen.queryByText('stole.jpg')).toBeNull(), SLOW);
  expect(screen.getByRole('button', { name: 'Add to Pottery' })).toBeVisible();
  expect(list).toBeDefined();
});

test('many are chosen with Shift and moved into a new folder', async () => {
  for (const id of ['a', 'b', 'c', 'd']) addPhoto(id);
  const { user } = await openLibrary();
  await user.click(choose('a'));
  fireEvent.click(choose('c'), { shiftKey: true });
  expect(await screen.findByText('3 chosen')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Move' }));
  await user.type(await screen.findByLabelText('Or a new folder', {}, SLOW), 'Bowls');
  await user.click(screen.getByRole('button', { name: 'Move here' }));
  await waitFor(() => expect(screen.queryByText('3 chosen')).toBeNull(), SLOW);
  const moved = [...backend.api.state.photos.values()].filter((one) => one.folder === 'Bowls');
  expect(moved.map((one) => one.photo_id)).toEqual(['a', 'b', 'c']);
});

test('tags are added to what the chosen had', async () => {
  addPhoto('a', { tags: ['blue'] });
  const { user } = await openLibrary();
  await user.click(choose('a'));
  await user.click(screen.getByRole('button', { name: 'Tag' }));
  await user.type(await screen.findByLabelText('Tags', {}, SLOW), 'monsoon{Enter}blue{Enter}');
  await user.click(screen.getByRole('button', { name: 'Add these tags' }));
  await waitFor(
    () => expect(backend.api.state.photos.get('a')?.tags).toEqual(['blue', 'monsoon']),
    SLOW,
  );
});

test('the keyboard alone walks, chooses, and deletes; ten seconds to undo', async () => {
  for (const id of ['a', 'b', 'c']) addPhoto(id);
  const { user, list } = await openLibrary();
  const tiles = within(list).getAllByRole('link');
  tiles[0]?.focus();
  await user.keyboard('{ArrowRight}');
  expect(tiles[1]).toHaveFocus();
  await user.keyboard(' ');
  expect(choose('b')).toBeChecked();
  await user.keyboard('{Shift>}{ArrowRight}{/Shift}');
  expect(screen.getByText('2 chosen')).toBeVisible();
  await user.keyboard('{Escape}');
  expect(screen.queryByText('2 chosen')).toBeNull();
  await user.keyboard('{Control>}a{/Control}');
  expect(await screen.findByText('3 chosen')).toBeVisible();
  await user.keyboard('{Escape} {Delete}');
  expect(await screen.findByText('1 photo deleted', {}, SLOW)).toBeVisible();
  await waitFor(() => expect(screen.queryByText('c.jpg')).toBeNull(), SLOW);
  await user.click(screen.getByRole('button', { name: 'Undo' }));
  expect(await screen.findByText('c.jpg', {}, SLOW)).toBeVisible();
});

test('what is in use is asked about, with where; the rest is gone at once', async () => {
  addPhoto('a');
  addPhoto('b');
  addPhoto('c');
  backend.api.state.references.set('b', [{ kind: 'product', id: 'product_1', title: 'Blue bowl' }]);
  const { user } = await openLibrary();
  await user.click(choose('a'));
  await user.click(choose('b'));
  await user.click(screen.getByRole('button', { name: 'Delete' }));
  const dialog = await screen.findByRole('dialog', { name: '1 photo is in use' }, SLOW);
  expect(within(dialog).getByRole('link', { name: /Blue bowl/ })).toHaveAttribute(
    'href',
    '/products/product_1',
  );
  expect(backend.api.state.photos.get('a')?.deleted_at).not.toBeNull();
  expect(backend.api.state.photos.get('b')?.deleted_at).toBeNull();
  await user.click(within(dialog).getByRole('button', { name: 'Delete all the same' }));
  expect(await screen.findByText('2 photos deleted', {}, SLOW)).toBeVisible();
  expect(backend.api.state.photos.get('b')?.deleted_at).not.toBeNull();
});

test('what was deleted is brought back', async () => {
  addPhoto('a');
  addPhoto('b', { deleted_at: '2026-11-20T06:30:00Z' });
  const { user } = await openLibrary();
  await user.click(screen.getByRole('button', { name: 'Deleted' }));
  await user.click(await screen.findByRole('button', { name: 'Bring back b.jpg' }, SLOW));
  await waitFor(() => expect(backend.api.state.photos.get('b')?.deleted_at).toBeNull(), SLOW);
});

test('a long library comes page by page', async () => {
  for (let n = 0; n < 30; n++) addPhoto(`p${n}`);
  const { user, list } = await openLibrary();
  expect(within(list).getAllByRole('link')).toHaveLength(24);
  await user.click(screen.getByRole('button', { name: 'Show more' }));
  await waitFor(() => expect(within(list).getAllByRole('link')).toHaveLength(30), SLOW);
});

test('each tile offers the browser every width and both formats', async () => {
  addPhoto('a');
  const { list } = await openLibrary();
  const sources = [...list.querySelectorAll('source')];
  expect(sources.map((one) => one.type)).toEqual(['image/avif', 'image/webp']);
  expect(sources[0]?.srcset).toBe('/media/a/w800.avif 800w');
  expect(sources[1]?.srcset).toContain('/media/a/thumbnail.webp 400w');
  expect(sources[1]?.sizes).toContain('46vw');
});

test('chosen photos become a post', async () => {
  addPhoto('a');
  addPhoto('b');
  const { user } = await openLibrary();
  await user.click(choose('a'));
  await user.click(choose('b'));
  await user.click(screen.getByRole('button', { name: 'Make a post' }));
  await waitFor(() => expect(window.location.pathname).toMatch(/^\/products\/product_/), SLOW);
  expect(backend.api.calls('POST /products')[0]?.body).toEqual({ photo_ids: ['a', 'b'] });
});

test('a new post can start with a photo that is there', async () => {
  addPhoto('a');
  const { user } = await renderApp('/new');
  await user.click(await screen.findByRole('checkbox', { name: 'Choose a.jpg' }, SLOW));
  await user.click(screen.getByRole('button', { name: 'Start with 1 photo' }));
  await waitFor(() => expect(window.location.pathname).toMatch(/^\/products\/product_/), SLOW);
});
