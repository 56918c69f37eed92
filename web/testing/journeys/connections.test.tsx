import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { problem } from '../fixture/responses';
import { connection } from '../fixture/sample-data';
import { backend, renderApp } from '../render-app';

async function card(name: string): Promise<HTMLElement> {
  const heading = await screen.findByRole('heading', { level: 2, name });
  const item = heading.closest('li');
  if (!item) throw new Error(`no card for ${name}`);
  return item;
}

test('a page is chosen when a platform offers several', async () => {
  backend.api.state.connections[0] = connection('facebook', {
    status: 'choose_account',
    accounts: [
      { id: '1', name: 'First page' },
      { id: '2', name: 'Second page' },
    ],
  });
  const { user } = await renderApp('/connections');
  const facebook = await card('Facebook Page');
  await user.click(within(facebook).getByLabelText('Second page'));
  await user.click(within(facebook).getByRole('button', { name: 'Use this one' }));
  await waitFor(() => expect(facebook).toHaveTextContent('Connected'));
  expect(backend.api.calls('POST /connections/facebook/account')[0]?.body).toEqual({
    account_id: '2',
  });
});

test('disconnecting asks first', async () => {
  const { user } = await renderApp('/connections');
  const etsy = await card('Etsy');
  await user.click(within(etsy).getByRole('button', { name: 'Disconnect: Etsy' }));
  const dialog = await screen.findByRole('alertdialog', { name: 'Disconnect Etsy?' });
  expect(backend.api.calls('DELETE /connections/etsy')).toHaveLength(0);
  await user.click(within(dialog).getByRole('button', { name: 'Yes, disconnect' }));
  await waitFor(() => expect(etsy).toHaveTextContent('Not connected'));
});

test('a platform without an API is connected by the person, never by their password', async () => {
  backend.api.state.connections[4] = connection('meesho');
  await renderApp('/connections');
  const meesho = await card('Meesho');
  expect(meesho).toHaveTextContent('make connect PLATFORM=meesho');
  expect(meesho).toHaveTextContent('never asks for your password');
  expect(meesho.querySelector('input')).toBeNull();
});

test('the health of a connection is checked on request', async () => {
  const { user } = await renderApp('/connections');
  const etsy = await card('Etsy');
  await user.click(within(etsy).getByRole('button', { name: 'Check it: Etsy' }));
  await within(etsy).findByText('Checked just now: it works.');

  backend.api.fail('POST /connections/etsy/test', () =>
    problem(409, 'reconnect_needed', 'Etsy no longer accepts our access.', 'Connect it again.'),
  );
  await user.click(within(etsy).getByRole('button', { name: 'Check it: Etsy' }));
  expect(await within(etsy).findByRole('alert')).toHaveTextContent('Connect it again.');
});

test('what the consent page sent back is said in plain words', async () => {
  await renderApp('/connections?problem=consent_denied&platform=etsy');
  expect(await screen.findByText('Etsy was not connected')).toBeVisible();
  expect(screen.getByText(/allow it/)).toBeVisible();
});

test('the way back to the post survives the trip to the platform', async () => {
  sessionStorage.setItem('haat.return-to-draft', 'draft_7');
  await renderApp('/connections?connected=etsy');
  expect(await screen.findByText('Etsy is connected.')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Back to your post' })).toHaveAttribute(
    'href',
    '/new/draft_7',
  );
});

test('a list that cannot be read says so and can be asked again', async () => {
  backend.api.fail('GET /connections', () => problem(403, 'forbidden', 'Not yours.', 'Ask.'));
  const { user } = await renderApp('/connections');
  expect(await screen.findByText('Not yours.')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await card('Etsy');
});
