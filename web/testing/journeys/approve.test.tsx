import { screen, waitFor } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import { SCENARIOS } from '../fixture/scenarios';
import { backend, renderApp } from '../render-app';

const SLOW = { timeout: 20_000 };

beforeEach(() => {
  backend.api = SCENARIOS.languages();
});

const visit = (token: string, language: 'en' | 'hi' = 'en') =>
  renderApp(`/approve/${token}`, { signedIn: false, language });
const draft = () => backend.api.state.drafts.get('draft_1');

test('somebody without an account sees everything and approves', async () => {
  const { user } = await visit('good');
  await screen.findByRole(
    'heading',
    { name: 'Kripal Blue Pottery asks you to look at this' },
    SLOW,
  );
  expect(screen.getByRole('region', { name: 'The whole text' })).toHaveTextContent('سانگانیر');
  await user.click(screen.getByRole('tab', { name: 'Etsy' }));
  expect(screen.getByRole('region', { name: 'The whole text' })).toHaveTextContent('Sanganer');
  expect(screen.getByLabelText('Your name')).toHaveValue('Ravi Kumar');
  await user.click(screen.getByRole('button', { name: 'Yes, approve' }));
  await screen.findByRole('heading', { name: 'Thank you: approved' }, SLOW);
  expect(draft()?.review).toMatchObject({ state: 'approved', by: { name: 'Ravi Kumar' } });
  expect(backend.api.state.log.map((one) => one.call)).not.toContain('GET /channels');
});

test('a no needs a name and a reason', async () => {
  const { user } = await visit('good');
  await user.click(await screen.findByRole('button', { name: 'No, not like this' }, SLOW));
  const send = screen.getByRole('button', { name: 'Send the no' });
  expect(send).toBeDisabled();
  await user.type(screen.getByLabelText('What is not right?'), 'The blue is too dark.');
  await user.clear(screen.getByLabelText('Your name'));
  expect(send).toBeDisabled();
  await user.type(screen.getByLabelText('Your name'), 'Meera');
  await user.click(send);
  await screen.findByText('The blue is too dark.', {}, SLOW);
  expect(draft()?.review).toMatchObject({
    state: 'rejected',
    reason: 'The blue is too dark.',
    by: { name: 'Meera' },
  });
});

test.each([
  ['approved', 'This was approved already'],
  ['rejected', 'This was turned down already'],
  ['revoked', 'This link was taken back'],
  ['expired', 'This link has run out'],
  ['changed', 'The words have changed since'],
  ['nobody-knows', 'This link leads nowhere'],
])('a link that is %s says so', async (token, heading) => {
  await visit(token);
  await screen.findByRole('heading', { name: heading }, SLOW);
  expect(screen.queryByRole('button', { name: /approve/i })).toBeNull();
});

test('a decision that does not get through can be sent again', async () => {
  const { user } = await visit('good');
  backend.api.fail('POST /drafts/approvals/good', () => HttpResponse.error());
  const yes = await screen.findByRole('button', { name: 'Yes, approve' }, SLOW);
  await user.click(yes);
  expect(await screen.findByText('Haat cannot be reached.')).toBeVisible();
  await user.click(yes);
  await screen.findByRole('heading', { name: 'Thank you: approved' }, SLOW);
});

test('whoever decides second is told that it is decided', async () => {
  const { user } = await visit('good');
  const yes = await screen.findByRole('button', { name: 'Yes, approve' }, SLOW);
  const found = backend.api.state.contentData.tokens.get('good');
  if (found) found.ended = 'rejected';
  await user.click(yes);
  await screen.findByRole('heading', { name: 'This was turned down already' }, SLOW);
});

test('the page speaks Hindi, and changes its language at once', async () => {
  const { user } = await visit('good', 'hi');
  await screen.findByRole('button', { name: 'हाँ, मंज़ूर है' }, SLOW);
  await user.click(screen.getByRole('button', { name: 'English' }));
  await waitFor(() => expect(screen.getByRole('button', { name: 'Yes, approve' })).toBeVisible());
});
