import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Photo } from '@/features/media/api/types';
import { photo } from '../fixture/sample-data';
import { backend, renderApp } from '../render-app';

const SLOW = { timeout: 30_000 };

async function openPhoto(over: Partial<Photo> = {}) {
  const one: Photo = { ...photo('photo_1', 'ready', 'bowl.jpg'), ...over };
  backend.api.state.photos.set('photo_1', one);
  const { user } = await renderApp('/library/photo_1');
  const mark = await screen.findByRole('slider', { name: 'The place to keep in view' }, SLOW);
  return { user, mark, one };
}

const asked = () => backend.api.calls('POST /media/photo_1/process').at(-1)?.body;

test('the mark moves with arrows, each cut follows at once, and it is made so', async () => {
  const { user, mark } = await openPhoto();
  const square = await screen.findByRole('img', { name: 'Cut: Square' }, SLOW);
  expect(square).toHaveAttribute('src', '/media/photo_1/square.jpg');
  mark.focus();
  await user.keyboard('{Shift>}{ArrowRight}{ArrowRight}{ArrowRight}{/Shift}{ArrowDown}');
  expect(mark).toHaveAttribute('aria-valuetext', '80% from the left, 51% from the top');
  const moved = screen.getByRole('img', { name: 'Cut: Square' });
  expect(moved).toHaveAttribute('src', '/media/photo_1/w800.webp');
  expect(moved.style.objectPosition).toBe('100% 50%');
  await user.click(screen.getByRole('button', { name: 'Make it so' }));
  await waitFor(() => expect(asked()).toBeDefined(), SLOW);
  const focal = asked()?.['focal'] as { x: number; y: number };
  expect(focal.x).toBeCloseTo(0.8);
  expect(focal.y).toBeCloseTo(0.51);
  expect(await screen.findByText('Done: the new pictures are here.', {}, SLOW)).toBeVisible();
});

test('the mark follows the pointer and stays inside the picture', async () => {
  const { mark } = await openPhoto();
  const frame = mark.parentElement as HTMLElement;
  frame.getBoundingClientRect = () => new DOMRect(100, 50, 400, 200);
  fireEvent.pointerDown(frame, { clientX: 200, clientY: 100, buttons: 1 });
  expect(mark).toHaveAttribute('aria-valuetext', '25% from the left, 25% from the top');
  fireEvent.pointerMove(frame, { clientX: 900, clientY: 0, buttons: 1 });
  expect(mark).toHaveAttribute('aria-valuetext', '100% from the left, 0% from the top');
});

test('light and background are asked for, and can be left as they were', async () => {
  const { user } = await openPhoto();
  const make = screen.getByRole('button', { name: 'Make it so' });
  expect(make).toBeDisabled();
  await user.click(screen.getByRole('switch', { name: /Correct the light/ }));
  await user.click(screen.getByRole('button', { name: 'Leave it as it was' }));
  expect(make).toBeDisabled();
  await user.click(screen.getByRole('switch', { name: /Correct the light/ }));
  await user.click(screen.getByRole('switch', { name: /Clean background/ }));
  await user.click(make);
  await waitFor(
    () => expect(asked()).toEqual({ focal: null, light: true, background: 'white' }),
    SLOW,
  );
});

test('a refused cleanup says why and what to do, and shows the photo on', async () => {
  const refusal = { code: 'background_not_plain', message: 'Not plain.', remedy: 'Plain cloth.' };
  const { mark } = await openPhoto({ refusal });
  expect(screen.getByRole('alert')).toHaveTextContent(
    'The background is not plain enough to be cleared.',
  );
  expect(mark).toBeVisible();
});

test('before and after are compared with the keyboard', async () => {
  const renditions = photo('photo_1', 'ready', 'bowl.jpg').renditions.map((one) => ({
    ...one,
    url: one.url.replace('photo_1/', 'photo_1/v2/'),
  }));
  await openPhoto({ light: true, renditions, edition: 2 });
  const slider = screen.getByRole('slider', { name: 'How much of the photo before is shown' });
  expect(slider).toHaveAttribute('aria-valuetext', '50% before');
  expect(screen.getByRole('img', { name: 'Before' })).toHaveAttribute(
    'src',
    '/media/photo_1/web.webp',
  );
  expect(screen.getByRole('img', { name: 'After' })).toHaveAttribute(
    'src',
    '/media/photo_1/v2/web.webp',
  );
  fireEvent.change(slider, { target: { value: '80' } });
  expect(slider).toHaveAttribute('aria-valuetext', '80% before');
});

test('folder and tags are kept, a twin is told of, and what uses it is shown', async () => {
  backend.api.state.references.set('photo_1', [{ kind: 'post', id: 'post_1', title: 'Blue bowl' }]);
  const { user, one } = await openPhoto({ duplicate_of: 'photo_7' });
  expect(screen.getByText('You have this picture already')).toBeVisible();
  expect(screen.getByRole('link', { name: 'See the other one' })).toHaveAttribute(
    'href',
    '/library/photo_7',
  );
  await user.type(screen.getByLabelText('Folder'), 'Bowls{Enter}');
  await waitFor(() => expect(one.folder).toBe('Bowls'), SLOW);
  await user.type(screen.getByLabelText('Tags'), 'blue{Enter}');
  await waitFor(() => expect(one.tags).toEqual(['blue']), SLOW);
  expect(await screen.findByRole('link', { name: /Blue bowl/ }, SLOW)).toHaveAttribute(
    'href',
    '/posts/post_1',
  );
});

test('a deleted photo leads back to the library, where it can come back', async () => {
  const { user, one } = await openPhoto();
  backend.api.state.photos.set('photo_2', photo('photo_2', 'ready', 'stole.jpg'));
  await user.click(screen.getByRole('button', { name: 'Delete' }));
  await waitFor(() => expect(window.location.pathname).toBe('/library'), SLOW);
  await user.click(await screen.findByRole('button', { name: 'Undo' }, SLOW));
  await waitFor(() => expect(one.deleted_at).toBeNull(), SLOW);
  const list = await screen.findByRole('list', { name: 'Library' }, SLOW);
  expect(await within(list).findByText('bowl.jpg', {}, SLOW)).toBeVisible();
});

test('a photo that was refused says why, and can be tried once more', async () => {
  const reason = { code: 'picture_damaged', message: 'Damaged.', remedy: 'Copy it again.' };
  const refused = { ...photo('photo_1', 'rejected', 'bowl.jpg'), reason };
  backend.api.state.photos.set('photo_1', refused);
  const { user } = await renderApp('/library/photo_1');
  const alert = await screen.findByRole('alert', {}, SLOW);
  expect(alert).toHaveTextContent('This picture is damaged: part of it is missing.');
  await user.click(within(alert).getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(asked()).toBeDefined(), SLOW);
});
