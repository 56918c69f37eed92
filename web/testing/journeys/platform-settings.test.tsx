import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { problem } from '../fixture/responses';
import { connected } from '../fixture/sample-data';
import { SCENARIOS } from '../fixture/scenarios';
import { backend, renderApp } from '../render-app';

const SLOW = { timeout: 20_000 };
const DAY_MS = 24 * 3_600_000;
const LONG_AGO = '2020-01-01T00:00:00Z';
const mockApi = () => backend.api;
const preferences = (platform: string) =>
  mockApi().state.channelData.preferences.get(`connection_${platform}`)?.preferences;

function updateConnection(platform: string, over: object): void {
  const found = mockApi().state.connections.find((one) => one.platform === platform);
  Object.assign(found ?? {}, over);
}

async function card(name: string): Promise<HTMLElement> {
  const heading = await screen.findByRole('heading', { level: 2, name });
  const item = heading.closest('li');
  if (!item) throw new Error(`no card for ${name}`);
  return item;
}

beforeEach(() => {
  backend.api = SCENARIOS.tenPlatforms();
});

test('connect inputs are asked in a form, and checked before they are sent', async () => {
  const { user } = await renderApp('/connections');
  const shopify = await card('Shopify');
  const question = within(shopify).getByLabelText('The name of your store at Shopify');
  const press = () => user.click(within(shopify).getByRole('button', { name: 'Connect: Shopify' }));
  await user.type(question, 'not a shop!');
  await press();
  expect(question).toHaveAccessibleDescription(/Write it like this: haat-craft-house/);
  expect(mockApi().calls('POST /connections/shopify/authorize')).toHaveLength(0);
  await user.clear(question);
  await user.type(question, ' kripal-kumbh ');
  await press();
  await waitFor(() =>
    expect(mockApi().calls('POST /connections/shopify/authorize')[0]?.body).toEqual({
      given: { shop: 'kripal-kumbh' },
      connection_id: '',
    }),
  );
});

test('a second shop is asked for only when it is wanted', async () => {
  const { state } = mockApi();
  state.connections = [...state.connections, connected('shopify', 'Kripal Kumbh')];
  const { user } = await renderApp('/connections');
  const shopify = within(await card('Shopify'));
  const question = shopify.getByLabelText('The name of your store at Shopify');
  expect(question).not.toBeVisible();
  await user.click(shopify.getByText('Add another account'));
  expect(question).toBeVisible();
});

test('a person who is back before the keys waits for them', async () => {
  const { state } = mockApi();
  const now = new Date().toISOString();
  const first = { ...connected('woocommerce', 'Kripal'), connected_at: now };
  state.connections = [...state.connections, first];
  await renderApp('/connections?problem=keys_pending&platform=woocommerce');
  expect(await screen.findByText('WooCommerce is sending its keys.')).toBeVisible();
  await card('WooCommerce');
  expect(screen.queryByText('WooCommerce is connected.')).toBeNull();
  const arrived = { ...connected('woocommerce', 'Second', '-2'), connected_at: LONG_AGO };
  state.connections = [...state.connections, arrived];
  expect(await screen.findByText('WooCommerce is connected.', {}, SLOW)).toBeVisible();
});

test('keys that came before the person was back are seen, also to renew an account', async () => {
  const { state } = mockApi();
  const held = { ...connected('woocommerce', 'Kripal'), status: 'reconnect' as const };
  state.connections = [...state.connections, held];
  const { user, view } = await renderApp('/connections');
  const shop = within(await card('WooCommerce'));
  await user.click(shop.getByRole('button', { name: 'Connect again: WooCommerce' }));
  const asked = 'POST /connections/woocommerce/authorize';
  await waitFor(() => expect(mockApi().calls(asked)).toHaveLength(1));
  view.unmount();
  Object.assign(held, { status: 'connected', connected_at: new Date().toISOString() });
  await renderApp('/connections?problem=keys_pending&platform=woocommerce');
  expect(await screen.findByText('WooCommerce is connected.', {}, SLOW)).toBeVisible();
});

test('access that ends within a week says so, and can be renewed', async () => {
  updateConnection('etsy', { expires_at: new Date(Date.now() + 5 * DAY_MS).toISOString() });
  updateConnection('pinterest', { expires_at: new Date(Date.now() + 9 * DAY_MS).toISOString() });
  await renderApp('/connections');
  const etsy = within(await card('Etsy'));
  expect(etsy.getByText(/Access ends on/)).toBeVisible();
  expect(etsy.getByRole('button', { name: 'Connect again: Etsy' })).toBeEnabled();
  const pinterest = within(await card('Pinterest'));
  expect(pinterest.queryByText(/Access ends on/)).toBeNull();
});

test('an unknown platform shows whole, with its features', async () => {
  const { user } = await renderApp('/connections');
  await user.click(await screen.findByRole('link', { name: 'Settings: Karigar Bazaar' }));
  expect(await screen.findByRole('heading', { level: 1, name: 'Karigar Bazaar' })).toBeVisible();
  const row = (await screen.findByText('gift wrap')).parentElement;
  expect(row).toHaveTextContent('With your help');
  expect(row).toHaveTextContent('Once a week.');
});

test('what was allowed is said in plain words', async () => {
  await renderApp('/connections/pinterest');
  expect(await screen.findByText('See your boards')).toBeVisible();
  expect(screen.getByText('secret_garden')).toBeVisible();
});

test('a board is found by search and saved; its section is cleared when the board changes', async () => {
  const { user } = await renderApp('/connections/pinterest');
  const section = await screen.findByRole('button', { name: 'Section: Not chosen' }, SLOW);
  expect(section).toBeDisabled();
  await user.click(screen.getByRole('button', { name: 'Board: Not chosen' }));
  await user.type(await screen.findByLabelText('Search'), 'gift');
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Blue pottery' })).toBeNull());
  await user.click(screen.getByRole('button', { name: 'Gifts for a new home' }));
  await waitFor(() =>
    expect(preferences('pinterest')?.field_values).toEqual({
      board: { id: 'b2', name: 'Gifts for a new home' },
    }),
  );
  await user.click(await screen.findByRole('button', { name: 'Section: Not chosen' }));
  await user.click(await screen.findByRole('button', { name: 'Tiles' }));
  await waitFor(() => expect(preferences('pinterest')?.field_values['section']?.id).toBe('s2'));
  await user.click(screen.getByRole('button', { name: 'Board: Gifts for a new home' }));
  await user.click(await screen.findByRole('button', { name: 'Blue pottery' }));
  await waitFor(() =>
    expect(preferences('pinterest')?.field_values).toEqual({
      board: { id: 'b1', name: 'Blue pottery' },
    }),
  );
});

test('a category is saved for a craft, on top of a default that publishing stored meanwhile', async () => {
  const { user } = await renderApp('/connections/etsy');
  await user.type(await screen.findByLabelText('Craft', {}, SLOW), 'Bowls');
  const other = { craft: 'Dokra', name: 'category', choice: { id: '1031', name: 'Sculpture' } };
  const etsy = mockApi().state.channelData.preferences.get('connection_etsy');
  if (!etsy) throw new Error('the page has not read the preferences');
  etsy.preferences = { ...etsy.preferences, per_craft: [other] };
  etsy.version += 1;
  await user.click(screen.getByRole('button', { name: 'Category: Not chosen' }));
  await user.click(await screen.findByRole('button', { name: 'Bowls & dishes' }));
  await waitFor(() => expect(preferences('etsy')?.per_craft).toHaveLength(2));
  expect(await screen.findByText(/Sculpture/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Remove Bowls: Bowls & dishes' }));
  await waitFor(() => expect(preferences('etsy')?.per_craft).toEqual([other]));
});

test('a platform is switched off, and a refused settings change shows the error', async () => {
  const { user } = await renderApp('/connections/etsy');
  await user.click(await screen.findByRole('switch', { name: 'Publish to Etsy' }, SLOW));
  await waitFor(() => expect(preferences('etsy')?.enabled).toBe(false));
  expect(await screen.findByText('Saved')).toBeVisible();
  mockApi().fail('PUT /connections/connection_etsy/preferences', () =>
    problem(422, 'unfit', 'No.', 'Ask.'),
  );
  await user.click(screen.getByRole('switch', { name: 'Publish to Etsy' }));
  expect(await screen.findByText('No.')).toBeVisible();
});

test('hours are kept once they are whole', async () => {
  const { user } = await renderApp('/connections/etsy');
  await user.click(await screen.findByRole('button', { name: 'Add hours' }, SLOW));
  await waitFor(() => expect(preferences('etsy')?.windows).toHaveLength(1));
  const hours = screen.getByRole('group', { name: 'Hours 1' });
  await user.click(within(hours).getByRole('button', { name: 'Sun' }));
  await waitFor(() => expect(preferences('etsy')?.windows[0]?.days).toContain('sun'));
  const until = within(hours).getByLabelText('To');
  await user.clear(until);
  await user.type(until, '09:00');
  expect(await within(hours).findByText('The end must be later.')).toBeVisible();
  expect(preferences('etsy')?.windows[0]?.to).toBe('20:00');
  await user.clear(until);
  await user.type(until, '00:00');
  await waitFor(() => expect(preferences('etsy')?.windows[0]?.to).toBe('24:00'));
});

test('hours that were changed elsewhere are shown, and kept by the next change', async () => {
  const { user } = await renderApp('/connections/etsy');
  await user.click(await screen.findByRole('button', { name: 'Add hours' }, SLOW));
  await waitFor(() => expect(preferences('etsy')?.windows).toHaveLength(1));
  const stored = mockApi().state.channelData.preferences.get('connection_etsy');
  if (!stored) throw new Error('no preferences');
  const late = { days: ['sun' as const], from: '08:00', to: '09:00' };
  stored.preferences = { ...stored.preferences, windows: [late, late] };
  stored.version += 1;
  backend.emitEvent('channels', 'PreferencesChanged');
  const second = await screen.findByRole('group', { name: 'Hours 2' }, SLOW);
  await user.click(within(second).getByRole('button', { name: 'Sat' }));
  await waitFor(() => expect(preferences('etsy')?.windows[1]?.days).toContain('sat'));
  expect(preferences('etsy')?.windows[0]).toEqual(late);
});

test('sales are read now, with what has come so far, and a reading that stops says why', async () => {
  const { user } = await renderApp('/connections/etsy');
  expect(await screen.findByText('Nothing has been read yet.', {}, SLOW)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Read them now' }));
  expect(await screen.findByText('3 sales · numbers of 12 posts')).toBeVisible();
  const { syncs } = mockApi().state.channelData;
  const sync = syncs.get('connection_etsy');
  if (!sync) throw new Error('no reading was asked for');
  const stopped = { problem: 'Etsy did not answer.', remedy: 'It is tried again in an hour.' };
  syncs.set('connection_etsy', { ...sync, status: 'failed', ...stopped });
  expect(await screen.findByText('Etsy did not answer.', {}, SLOW)).toBeVisible();
});

test('the lead key is sent once, never shown, and can be removed', async () => {
  const { user } = await renderApp('/connections/indiamart');
  const key = await screen.findByLabelText(/Your IndiaMART key/, {}, SLOW);
  await user.type(key, 'short');
  await user.click(screen.getByRole('button', { name: 'Read enquiries' }));
  expect(key).toHaveAccessibleDescription(/at least 8/);
  await user.type(key, '-but-longer');
  await user.click(screen.getByRole('button', { name: 'Read enquiries' }));
  expect(await screen.findByText(/Enquiries are read up to/)).toBeVisible();
  expect(key).toHaveValue('');
  expect(mockApi().calls('PUT /connections/indiamart/leads')[0]?.body).toEqual({
    key: 'short-but-longer',
  });
  await user.click(screen.getByRole('button', { name: 'Stop, and forget the key' }));
  expect(await screen.findByText('Enquiries are not read yet.')).toBeVisible();
});

test('the API quota is shown before anything is published', async () => {
  await renderApp('/connections/etsy');
  expect(await screen.findByText(/Enough for about 960 more pieces/, {}, SLOW)).toBeVisible();
  expect(screen.getByRole('progressbar', { name: 'Left today' })).toHaveAttribute(
    'aria-valuenow',
    '8640',
  );
});

test('an unknown platform path shows the not-found page', async () => {
  await renderApp('/connections/nowhere');
  expect(await screen.findByRole('heading', { name: 'There is nothing here' })).toBeVisible();
});

test('a listing field is prefilled, changed for one post, and sent with it', async () => {
  const remembered = { id: '1031', name: 'Sculpture' };
  const craft = { craft: 'jaipur Blue Pottery', name: 'category', choice: remembered };
  const { user } = await renderApp('/connections/etsy');
  await screen.findByLabelText('Craft', {}, SLOW);
  const etsy = mockApi().state.channelData.preferences.get('connection_etsy');
  if (etsy) etsy.preferences = { ...etsy.preferences, per_craft: [craft] };
  cleanup();
  await renderApp('/products/product_1');
  await user.click(await screen.findByRole('checkbox', { name: /Etsy/ }, SLOW));
  const category = await screen.findByRole('button', { name: 'Etsy, Category: Sculpture' }, SLOW);
  expect(await screen.findByText(/Enough for about 960 more pieces/)).toBeVisible();
  await user.click(category);
  await user.clear(await screen.findByLabelText('Search'));
  await user.click(await screen.findByRole('button', { name: 'Vases' }, SLOW));
  await screen.findByRole('button', { name: 'Etsy, Category: Vases' });
  await user.click(screen.getByRole('button', { name: 'Publish to 1 place' }));
  await screen.findByText('On its way', {}, SLOW);
  expect(mockApi().calls('POST /posts')[0]?.body).toMatchObject({
    places: [{ platform: 'etsy', field_values: { category: { id: '1030', name: 'Vases' } } }],
  });
});

test('a platform that was switched off cannot be ticked, and links to its settings', async () => {
  updateConnection('etsy', { enabled: false });
  await renderApp('/products/product_1');
  const etsy = await screen.findByRole('checkbox', { name: /Etsy/ }, SLOW);
  expect(etsy).toBeDisabled();
  expect(etsy).toHaveAccessibleDescription('You switched it off in its settings.');
  expect(screen.getByRole('link', { name: 'Go to its settings: Etsy' })).toHaveAttribute(
    'href',
    '/connections/etsy',
  );
});

test('each account of a platform has its own settings', async () => {
  const { state } = mockApi();
  state.connections = [...state.connections, connected('etsy', 'Second shop', '-2')];
  const { user } = await renderApp('/connections/etsy');
  await user.selectOptions(await screen.findByLabelText('Account', {}, SLOW), 'Second shop');
  await user.click(await screen.findByRole('switch', { name: 'Publish to Etsy' }, SLOW));
  await waitFor(() => expect(preferences('etsy-2')?.enabled).toBe(false));
  expect(preferences('etsy')?.enabled).toBe(true);
});

test('without an account there are no settings yet', async () => {
  mockApi().state.connections = [];
  await renderApp('/connections/etsy');
  expect(await screen.findByText(/Connect an account first/, {}, SLOW)).toBeVisible();
});
