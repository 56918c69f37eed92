import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { recall, remember } from '@/features/media/api/upload-memory';
import { photo } from '../fixture/shop';
import { largePicture, leftBehind, open, picture, stage } from '../stage';

const SLOW = { timeout: 30_000 };
const MEBI = 1024 * 1024;

function shelf() {
  stage.world.state.photos.set('photo_old', photo('photo_old', 'ready', 'stole.jpg'));
}

async function add(...files: File[]) {
  const { user } = await open('/library');
  await user.upload(await screen.findByTestId('photo-input', {}, SLOW), files);
  return user;
}

const sentParts = () =>
  stage.puts.map(({ path, bytes }) => `${path.split('/').slice(-1)[0]}: ${bytes}`).sort();

test('several photos are sent with their bytes counted, and join the library', async () => {
  shelf();
  await add(picture('one.jpg'), picture('two.jpg'), picture('three.jpg'));
  expect(await screen.findByText('3 of 3 photos sent', {}, SLOW)).toBeVisible();
  const bar = screen.getByRole('progressbar', { name: '3 of 3 photos sent' });
  expect(bar).toHaveAttribute('aria-valuenow', String(3 * 2048));
  const tiles = await screen.findByRole('list', { name: 'Library' }, SLOW);
  await waitFor(() => expect(within(tiles).getAllByRole('link')).toHaveLength(4), SLOW);
});

test('a large photo travels in parts, each once', async () => {
  shelf();
  await add(largePicture(12));
  await screen.findByText('1 of 1 photos sent', {}, SLOW);
  expect(sentParts()).toEqual([`1: ${5 * MEBI}`, `2: ${5 * MEBI}`, `3: ${2 * MEBI}`]);
  expect(stage.world.calls('POST /media/uploads/photo_1/complete')).toHaveLength(1);
});

test('a part that is cut off is sent again by itself, and nothing that arrived', async () => {
  shelf();
  stage.uploads.push(() => HttpResponse.error());
  await add(largePicture(12));
  await screen.findByText('1 of 1 photos sent', {}, SLOW);
  expect(sentParts()).toEqual([`1: ${5 * MEBI}`, `2: ${5 * MEBI}`, `3: ${2 * MEBI}`]);
});

test('a part whose answer was lost is not sent twice', async () => {
  shelf();
  stage.uploads.push(() => {
    stage.world.state.coming.get('photo_1')?.arrived.set(1, 5 * MEBI);
    return HttpResponse.error();
  });
  await add(largePicture(12));
  await screen.findByText('1 of 1 photos sent', {}, SLOW);
  expect(sentParts()).toEqual([`2: ${5 * MEBI}`, `3: ${2 * MEBI}`]);
});

test('an address that ran out is asked for anew', async () => {
  shelf();
  stage.uploads.push(() => new Response(null, { status: 403 }));
  await add(largePicture(12));
  await screen.findByText('1 of 1 photos sent', {}, SLOW);
  expect(stage.world.calls('POST /media/uploads/photo_1/parts').length).toBeGreaterThan(1);
});

test('what the store refuses says so, and can be sent as a new upload', async () => {
  shelf();
  stage.uploads.push(() => new Response(null, { status: 400 }));
  const user = await add(picture('one.jpg'));
  const tray = await screen.findByRole('region', { name: 'Uploads' }, SLOW);
  const alert = await within(tray).findByRole('alert', {}, SLOW);
  expect(alert).toHaveTextContent('The store did not take this file.');
  await user.click(within(alert).getByRole('button', { name: 'Send again' }));
  await screen.findByText('1 of 1 photos sent', {}, SLOW);
  expect(stage.world.calls('POST /media/uploads')).toHaveLength(2);
});

test('an upload can be paused, gone on with and cancelled', async () => {
  shelf();
  let release = () => undefined as unknown;
  const held = new Promise((resolve) => {
    release = () => resolve(undefined);
  });
  stage.hold = held;
  const user = await add(largePicture(12));
  await user.click(await screen.findByRole('button', { name: 'Pause loom.jpg' }, SLOW));
  expect(await screen.findByText('Paused')).toBeVisible();
  expect(stage.puts).toHaveLength(0);
  stage.hold = null;
  release();
  await user.click(screen.getByRole('button', { name: 'Go on with loom.jpg' }));
  await screen.findByText('1 of 1 photos sent', {}, SLOW);

  stage.hold = new Promise(() => undefined);
  await user.upload(screen.getByTestId('photo-input'), largePicture(9, 'second.jpg'));
  await waitFor(() => expect(stage.world.state.coming.size).toBe(2), SLOW);
  await user.click(await screen.findByRole('button', { name: 'Cancel second.jpg' }, SLOW));
  await waitFor(() => expect(stage.world.state.coming.size).toBe(1), SLOW);
  expect(screen.queryByText('second.jpg')).toBeNull();
  expect(await recall('user_1')).toHaveLength(0);
});

test('an upload that a reload cut off goes on with the same file, from what arrived', async () => {
  shelf();
  stage.world.state.photos.set('photo_9', photo('photo_9', 'uploading', 'loom.jpg'));
  const arrived = new Map([[1, 5 * MEBI]]);
  stage.world.state.coming.set('photo_9', { size: 12 * MEBI, arrived });
  await remember(leftBehind('photo_9', 12 * MEBI, 3, { name: 'loom.jpg' }));
  const { user } = await open('/library');
  await screen.findByText('Choose loom.jpg once more: it goes on from where it stopped.', {}, SLOW);
  expect(await screen.findByText('5.2 MB of 12.6 MB', { selector: 'li *' }, SLOW)).toBeVisible();

  const tray = screen.getByRole('region', { name: 'Uploads' });
  const input = within(tray).getByTestId('photo-input');
  await user.upload(input, largePicture(11, 'other.jpg'));
  await screen.findByText('That was another file. Choose loom.jpg itself.', {}, SLOW);
  await user.upload(input, largePicture(12));
  await screen.findByText('1 of 1 photos sent', {}, SLOW);
  expect(sentParts()).toEqual([`2: ${5 * MEBI}`, `3: ${2 * MEBI}`]);
});

test('what another person left unfinished on this device is gone', async () => {
  shelf();
  await remember({ ...leftBehind('photo_9', 4096), ownerId: 'user_other' });
  await open('/library');
  await screen.findByRole('list', { name: 'Library' }, SLOW);
  await waitFor(async () => expect(await recall('user_other')).toHaveLength(0));
  expect(screen.queryByRole('region', { name: 'Uploads' })).toBeNull();
});

test('strangers among the files are left out and named; the photos go', async () => {
  shelf();
  const { user } = await open('/library');
  const input = await screen.findByTestId('folder-input', {}, SLOW);
  const notes = new File(['x'], 'notes.txt', { type: 'text/plain' });
  const none = new File([], 'none.jpg', { type: 'image/jpeg' });
  await user.upload(input, [picture('one.jpg'), notes, none]);
  expect(await screen.findByText('2 files were left out')).toBeVisible();
  expect(screen.getByText('notes.txt, none.jpg')).toBeVisible();
  await screen.findByText('1 of 1 photos sent', {}, SLOW);
});

test('a file beyond the limit is refused with the way out', async () => {
  shelf();
  const huge = picture('huge.jpg');
  Object.defineProperty(huge, 'size', { value: 63_000_000 });
  await add(huge);
  const alert = await screen.findByRole('alert');
  expect(alert).toHaveTextContent('huge.jpg is larger than 50 MB');
  expect(alert).toHaveTextContent('Send it in a smaller size');
});

test('a picture on the web is fetched by its address', async () => {
  shelf();
  const { user } = await open('/library');
  await user.click(await screen.findByRole('button', { name: 'From a web address' }, SLOW));
  const address = screen.getByLabelText('Address of the picture');
  await user.type(address, 'bowl.jpg{Enter}');
  expect(address).toHaveAccessibleDescription(/Write the whole address/);
  await user.clear(address);
  await user.type(address, 'https://example.com/pots/bowl.jpg{Enter}');
  await screen.findByText(/Haat is fetching it/, {}, SLOW);
  expect(stage.world.calls('POST /media/imports')[0]?.body).toEqual({
    url: 'https://example.com/pots/bowl.jpg',
    folder: '',
  });
});

test('on every other page a line tells of what is on its way', async () => {
  shelf();
  stage.hold = new Promise(() => undefined);
  const user = await add(largePicture(9));
  await screen.findByRole('button', { name: 'Pause loom.jpg' }, SLOW);
  await user.click(screen.getAllByRole('link', { name: 'Connections' })[0] as HTMLElement);
  expect(await screen.findByRole('link', { name: /1 photo on its way: / }, SLOW)).toHaveAttribute(
    'href',
    '/library',
  );
});

test('a photo whose place could not be asked for waits for the network too', async () => {
  shelf();
  stage.world.fail('POST /media/uploads', () => HttpResponse.error());
  await add(picture('one.jpg'));
  expect(await screen.findByText(/It goes on by itself/, {}, SLOW)).toBeVisible();
  await screen.findByText('1 of 1 photos sent', {}, SLOW);
  expect(stage.world.calls('POST /media/uploads')).toHaveLength(2);
});
