import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { loadStoredUploads, storeUpload } from '@/features/media/api/upload-storage';
import { photo } from '../fixture/sample-data';
import { backend, imageFile, largeImageFile, renderApp, unfinishedUpload } from '../render-app';

const SLOW = { timeout: 30_000 };
const MEBI = 1024 * 1024;

function addReadyPhoto() {
  backend.api.state.photos.set('photo_old', photo('photo_old', 'ready', 'stole.jpg'));
}

async function uploadInLibrary(...files: File[]) {
  const { user } = await renderApp('/library');
  await user.upload(await screen.findByTestId('photo-input', {}, SLOW), files);
  return user;
}

const sentParts = () =>
  backend.storedParts.map(({ path, bytes }) => `${path.split('/').slice(-1)[0]}: ${bytes}`).sort();

test('several photos are sent with their bytes counted, and join the library', async () => {
  addReadyPhoto();
  await uploadInLibrary(imageFile('one.jpg'), imageFile('two.jpg'), imageFile('three.jpg'));
  expect(await screen.findByText('3 of 3 photos sent', {}, SLOW)).toBeVisible();
  const bar = screen.getByRole('progressbar', { name: '3 of 3 photos sent' });
  expect(bar).toHaveAttribute('aria-valuenow', String(3 * 2048));
  const tiles = await screen.findByRole('list', { name: 'Library' }, SLOW);
  await waitFor(() => expect(within(tiles).getAllByRole('link')).toHaveLength(4), SLOW);
});

test('a large photo travels in parts, each once', async () => {
  addReadyPhoto();
  await uploadInLibrary(largeImageFile(12));
  await screen.findByText('1 of 1 photos sent', {}, SLOW);
  expect(sentParts()).toEqual([`1: ${5 * MEBI}`, `2: ${5 * MEBI}`, `3: ${2 * MEBI}`]);
  expect(backend.api.calls('POST /media/uploads/photo_1/complete')).toHaveLength(1);
});

test('a part that is cut off is sent again by itself, and nothing that arrived', async () => {
  addReadyPhoto();
  backend.uploadResponses.push(() => HttpResponse.error());
  await uploadInLibrary(largeImageFile(12));
  await screen.findByText('1 of 1 photos sent', {}, SLOW);
  expect(sentParts()).toEqual([`1: ${5 * MEBI}`, `2: ${5 * MEBI}`, `3: ${2 * MEBI}`]);
});

test('a part whose answer was lost is not sent twice', async () => {
  addReadyPhoto();
  backend.uploadResponses.push(() => {
    backend.api.state.uploads.get('photo_1')?.arrived.set(1, 5 * MEBI);
    return HttpResponse.error();
  });
  await uploadInLibrary(largeImageFile(12));
  await screen.findByText('1 of 1 photos sent', {}, SLOW);
  expect(sentParts()).toEqual([`2: ${5 * MEBI}`, `3: ${2 * MEBI}`]);
});

test('an address that ran out is asked for anew', async () => {
  addReadyPhoto();
  backend.uploadResponses.push(() => new Response(null, { status: 403 }));
  await uploadInLibrary(largeImageFile(12));
  await screen.findByText('1 of 1 photos sent', {}, SLOW);
  expect(backend.api.calls('POST /media/uploads/photo_1/parts').length).toBeGreaterThan(1);
});

test('what the store refuses says so, and can be sent as a new upload', async () => {
  addReadyPhoto();
  backend.uploadResponses.push(() => new Response(null, { status: 400 }));
  const user = await uploadInLibrary(imageFile('one.jpg'));
  const tray = await screen.findByRole('region', { name: 'Uploads' }, SLOW);
  const alert = await within(tray).findByRole('alert', {}, SLOW);
  expect(alert).toHaveTextContent('The store did not take this file.');
  await user.click(within(alert).getByRole('button', { name: 'Send again' }));
  await screen.findByText('1 of 1 photos sent', {}, SLOW);
  expect(backend.api.calls('POST /media/uploads')).toHaveLength(2);
});

test('an upload can be paused, gone on with and cancelled', async () => {
  addReadyPhoto();
  let release = () => undefined as unknown;
  const held = new Promise((resolve) => {
    release = () => resolve(undefined);
  });
  backend.uploadHold = held;
  const user = await uploadInLibrary(largeImageFile(12));
  await user.click(await screen.findByRole('button', { name: 'Pause loom.jpg' }, SLOW));
  expect(await screen.findByText('Paused')).toBeVisible();
  expect(backend.storedParts).toHaveLength(0);
  backend.uploadHold = null;
  release();
  await user.click(screen.getByRole('button', { name: 'Go on with loom.jpg' }));
  await screen.findByText('1 of 1 photos sent', {}, SLOW);

  backend.uploadHold = new Promise(() => undefined);
  await user.upload(screen.getByTestId('photo-input'), largeImageFile(9, 'second.jpg'));
  await waitFor(() => expect(backend.api.state.uploads.size).toBe(2), SLOW);
  await user.click(await screen.findByRole('button', { name: 'Cancel second.jpg' }, SLOW));
  await waitFor(() => expect(backend.api.state.uploads.size).toBe(1), SLOW);
  expect(screen.queryByText('second.jpg')).toBeNull();
  expect(await loadStoredUploads('user_1')).toHaveLength(0);
});

test('an upload that a reload cut off goes on with the same file, from what arrived', async () => {
  addReadyPhoto();
  backend.api.state.photos.set('photo_9', photo('photo_9', 'uploading', 'loom.jpg'));
  const arrived = new Map([[1, 5 * MEBI]]);
  backend.api.state.uploads.set('photo_9', { size: 12 * MEBI, arrived });
  await storeUpload(unfinishedUpload('photo_9', 12 * MEBI, 3, { name: 'loom.jpg' }));
  const { user } = await renderApp('/library');
  await screen.findByText('Choose loom.jpg once more: it goes on from where it stopped.', {}, SLOW);
  expect(await screen.findByText('5.2 MB of 12.6 MB', { selector: 'li *' }, SLOW)).toBeVisible();

  const tray = screen.getByRole('region', { name: 'Uploads' });
  const input = within(tray).getByTestId('photo-input');
  await user.upload(input, largeImageFile(11, 'other.jpg'));
  await screen.findByText('That was another file. Choose loom.jpg itself.', {}, SLOW);
  await user.upload(input, largeImageFile(12));
  await screen.findByText('1 of 1 photos sent', {}, SLOW);
  expect(sentParts()).toEqual([`2: ${5 * MEBI}`, `3: ${2 * MEBI}`]);
});

test('what another person left unfinished on this device is gone', async () => {
  addReadyPhoto();
  await storeUpload({ ...unfinishedUpload('photo_9', 4096), ownerId: 'user_other' });
  await renderApp('/library');
  await screen.findByRole('list', { name: 'Library' }, SLOW);
  await waitFor(async () => expect(await loadStoredUploads('user_other')).toHaveLength(0));
  expect(screen.queryByRole('region', { name: 'Uploads' })).toBeNull();
});

test('strangers among the files are left out and named; the photos go', async () => {
  addReadyPhoto();
  const { user } = await renderApp('/library');
  const input = await screen.findByTestId('folder-input', {}, SLOW);
  const notes = new File(['x'], 'notes.txt', { type: 'text/plain' });
  const none = new File([], 'none.jpg', { type: 'image/jpeg' });
  await user.upload(input, [imageFile('one.jpg'), notes, none]);
  expect(await screen.findByText('2 files were left out')).toBeVisible();
  expect(screen.getByText('notes.txt, none.jpg')).toBeVisible();
  await screen.findByText('1 of 1 photos sent', {}, SLOW);
});

test('a file beyond the limit is refused with the way out', async () => {
  addReadyPhoto();
  const huge = imageFile('huge.jpg');
  Object.defineProperty(huge, 'size', { value: 63_000_000 });
  await uploadInLibrary(huge);
  const alert = await screen.findByRole('alert');
  expect(alert).toHaveTextContent('huge.jpg is larger than 50 MB');
  expect(alert).toHaveTextContent('Send it in a smaller size');
});

test('a picture on the web is fetched by its address', async () => {
  addReadyPhoto();
  const { user } = await renderApp('/library');
  await user.click(await screen.findByRole('button', { name: 'From a web address' }, SLOW));
  const address = screen.getByLabelText('Address of the picture');
  await user.type(address, 'bowl.jpg{Enter}');
  expect(address).toHaveAccessibleDescription(/Write the whole address/);
  await user.clear(address);
  await user.type(address, 'https://example.com/pots/bowl.jpg{Enter}');
  await screen.findByText(/Haat is fetching it/, {}, SLOW);
  expect(backend.api.calls('POST /media/imports')[0]?.body).toEqual({
    url: 'https://example.com/pots/bowl.jpg',
    folder: '',
  });
});

test('on every other page a line tells of what is on its way', async () => {
  addReadyPhoto();
  backend.uploadHold = new Promise(() => undefined);
  const user = await uploadInLibrary(largeImageFile(9));
  await screen.findByRole('button', { name: 'Pause loom.jpg' }, SLOW);
  await user.click(screen.getAllByRole('link', { name: 'Connections' })[0] as HTMLElement);
  expect(await screen.findByRole('link', { name: /1 photo on its way: / }, SLOW)).toHaveAttribute(
    'href',
    '/library',
  );
});

test('a photo whose place could not be asked for waits for the network too', async () => {
  addReadyPhoto();
  backend.api.fail('POST /media/uploads', () => HttpResponse.error());
  await uploadInLibrary(imageFile('one.jpg'));
  expect(await screen.findByText(/It goes on by itself/, {}, SLOW)).toBeVisible();
  await screen.findByText('1 of 1 photos sent', {}, SLOW);
  expect(backend.api.calls('POST /media/uploads')).toHaveLength(2);
});
