import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { ok, problem } from '../fixture/responses';
import { connected, toChoose } from '../fixture/sample-data';
import { backend, renderApp } from '../render-app';

async function card(name: string): Promise<HTMLElement> {
  const heading = await screen.findByRole('heading', { level: 2, name });
  const item = heading.closest('li');
  if (!item) throw new Error(`no card for ${name}`);
  return item;
}

test('a page is chosen when a platform offers several', async () => {
  backend.api.state.connections.shift();
  backend.api.state.pending = [toChoose('facebook', 'First page', 'Second page')];
  const { user } = await renderApp('/connections');
  const facebook = await card('Facebook Page');
  await user.click(within(facebook).getByLabelText('Second page'));
  await user.click(within(facebook).getByRole('button', { name: 'Use this one' }));
  await waitFor(() => expect(facebook).toHaveTextContent('Connected'));
  expect(backend.api.calls('POST /connections/facebook/account')[0]?.body).toEqual({
    pending_id: 'pending_facebook',
    account_id: '2',
  });
});

test('a choice that is open leaves the connected account as it is', async () => {
  backend.api.state.pending = [toChoose('facebook', 'First page', 'Second page')];
  const { user } = await renderApp('/connections?connected=facebook');
  const facebook = await card('Facebook Page');
  expect(facebook).toHaveTextContent('Kripal Blue Pottery');
  expect(within(facebook).getByRole('button', { name: 'Check it: Facebook Page' })).toBeEnabled();
  expect(screen.queryByText('Facebook Page is connected.')).toBeNull();
  await user.click(within(facebook).getByRole('button', { name: 'Use this one' }));
  await waitFor(() => expect(facebook).toHaveTextContent('2 accounts'));
});

test('each account of a platform has its own row, and one more can be added', async () => {
  backend.api.state.connections.push({
    ...connected('facebook', 'Sanganer Collective', '-2'),
    status: 'reconnect',
    enabled: false,
  });
  const { user } = await renderApp('/connections');
  const facebook = await card('Facebook Page');
  expect(facebook).toHaveTextContent('2 accounts');
  expect(facebook).toHaveTextContent('Switched off');
  const name = 'Disconnect: Facebook Page, Kripal Blue Pottery';
  await user.click(within(facebook).getByRole('button', { name }));
  const dialog = await screen.findByRole('alertdialog');
  await user.click(within(dialog).getByRole('button', { name: 'Yes, disconnect' }));
  await waitFor(() => expect(facebook).not.toHaveTextContent('Kripal Blue Pottery'));
  expect(facebook).toHaveTextContent('Sanganer Collective');
  await user.click(within(facebook).getByRole('button', { name: 'Connect again: Facebook Page' }));
  const asked = 'POST /connections/facebook/authorize';
  await waitFor(() => expect(backend.api.calls(asked)).toHaveLength(1));
  await user.click(
    within(facebook).getByRole('button', { name: 'Add another account: Facebook Page' }),
  );
  await waitFor(() =>
    expect(backend.api.calls(asked).map((one) => one.body)).toEqual([
      { given: {}, connection_id: 'connection_facebook-2' },
      { given: {}, connection_id: '' },
    ]),
  );
});

test('another account that came back is said, and the old one stays', async () => {
  await renderApp('/connections?connected=etsy&kept=connection_etsy');
  expect(await screen.findByText('Another account of Etsy was connected')).toBeVisible();
  expect(await screen.findByText(/KripalKumbh stays as it was/)).toBeVisible();
});

test('why connecting failed is said at the platform', async () => {
  backend.api.state.pending = [
    { ...toChoose('etsy'), problem: { message: 'Less was allowed.', remedy: 'Allow all.' } },
  ];
  await renderApp('/connections');
  const etsy = await card('Etsy');
  expect(await within(etsy).findByText('Less was allowed.')).toBeVisible();
  expect(within(etsy).getByText('Allow all.')).toBeVisible();
});

test('disconnecting asks first', async () => {
  const { user } = await renderApp('/connections');
  const etsy = await card('Etsy');
  await user.click(within(etsy).getByRole('button', { name: 'Disconnect: Etsy' }));
  const dialog = await screen.findByRole('alertdialog', { name: 'Disconnect Etsy?' });
  expect(backend.api.calls('DELETE /connections/connection_etsy')).toHaveLength(0);
  await user.click(within(dialog).getByRole('button', { name: 'Yes, disconnect' }));
  await waitFor(() => expect(etsy).toHaveTextContent('Not connected'));
});

test('a platform without an API is connected by the person, never by their password', async () => {
  backend.api.state.connections.pop();
  await renderApp('/connections');
  const meesho = await card('Meesho');
  expect(meesho).toHaveTextContent('make connect PLATFORM=meesho');
  expect(meesho).toHaveTextContent('never asks for your password');
  expect(meesho.querySelector('input')).toBeNull();
});

test('a further account of a panel has a name of her own', async () => {
  const { user } = await renderApp('/connections');
  const meesho = await card('Meesho');
  await user.click(within(meesho).getByText('Add another account'));
  expect(meesho).toHaveTextContent('make connect PLATFORM=meesho ACCOUNT=second-shop');
  expect(meesho).toHaveTextContent('The name after ACCOUNT is your own');
});

test('the health of a connection is checked on request', async () => {
  const { user } = await renderApp('/connections');
  const etsy = await card('Etsy');
  await user.click(within(etsy).getByRole('button', { name: 'Check it: Etsy' }));
  await within(etsy).findByText('Checked just now: it works.');

  backend.api.fail('POST /connections/connection_etsy/test', () =>
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
  sessionStorage.setItem('haat.return-to-product', 'product_7');
  await renderApp('/connections?connected=etsy');
  expect(await screen.findByText('Etsy is connected.')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Back to your post' })).toHaveAttribute(
    'href',
    '/products/product_7',
  );
});

test('a list that cannot be read says so and can be asked again', async () => {
  backend.api.fail('GET /connections', () => problem(403, 'forbidden', 'Not yours.', 'Ask.'));
  const { user } = await renderApp('/connections');
  expect(await screen.findByText('Not yours.')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await card('Etsy');
});

test('nothing is said to be connected before it is known that no choice is open', async () => {
  let release = () => undefined as unknown;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  backend.api.fail('GET /connections/pending', async () => {
    await held;
    return ok({ items: [], next_cursor: null });
  });
  await renderApp('/connections?connected=etsy');
  await card('Etsy');
  expect(screen.queryByText('Etsy is connected.')).toBeNull();
  release();
  expect(await screen.findByText('Etsy is connected.')).toBeVisible();
});

test('what waits for a choice and cannot be read is said so', async () => {
  backend.api.fail('GET /connections/pending', () => problem(403, 'no', 'Not yours.', 'Ask.'));
  await renderApp('/connections?connected=etsy');
  expect(await screen.findByText('Not yours.')).toBeVisible();
  expect(screen.queryByText('Etsy is connected.')).toBeNull();
});

test('access to one of several accounts is renewed by a button of its name', async () => {
  const second = { ...connected('facebook', 'Sanganer Collective', '-2') };
  const panel = { ...connected('meesho', 'Second shop', '-2') };
  for (const one of [second, panel])
    backend.api.state.connections.push({ ...one, status: 'reconnect' });
  await renderApp('/connections');
  const facebook = within(await card('Facebook Page'));
  const name = 'Connect again: Facebook Page, Sanganer Collective';
  expect(facebook.getByRole('button', { name })).toBeEnabled();
  const help = 'How to connect Meesho, Second shop';
  expect(within(await card('Meesho')).getByLabelText(help)).toBeVisible();
});
