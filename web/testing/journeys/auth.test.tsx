import { screen, waitFor } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { api, unwrap } from '@/lib/api';
import {
  accessToken,
  endSession,
  finishSignOut,
  refreshSession,
  startSession,
} from '@/lib/session';
import { problem } from '../fixture/responses';
import { backend, renderApp } from '../render-app';

test('a newcomer opens an account and a shop of the name they gave', async () => {
  const { user } = await renderApp('/sign-up', { signedIn: false });
  await user.type(screen.getByLabelText('Your name'), 'Leela Devi');
  await user.type(screen.getByLabelText('Name of your shop'), 'Kripal Kumbh');
  await user.type(screen.getByLabelText('Email'), 'leela@example.com');
  await user.type(screen.getByLabelText('Password'), 'long enough');
  await user.click(screen.getByRole('button', { name: 'Open your shop' }));
  await screen.findByText('Your first craft goes here');
  expect(backend.api.calls('POST /stores')[0]?.body).toEqual({ name: 'Kripal Kumbh' });
});

test('what is missing is said at its field, and nothing is sent', async () => {
  const { user } = await renderApp('/sign-up', { signedIn: false });
  await user.click(screen.getByRole('button', { name: 'Open your shop' }));
  expect(await screen.findByText('Write a name for your shop.')).toBeVisible();
  expect(screen.getByLabelText('Email')).toHaveAccessibleDescription(
    'Write it like name@example.com.',
  );
  expect(screen.getByLabelText('Your name')).toHaveFocus();
  expect(backend.api.calls('POST /auth/register')).toHaveLength(0);
});

test('a wrong password is explained in our own words', async () => {
  const { user } = await renderApp('/sign-in', { signedIn: false });
  await user.type(screen.getByLabelText('Email'), 'leela@example.com');
  await user.type(screen.getByLabelText('Password'), 'wrong password{Enter}');
  expect(await screen.findByRole('alert')).toHaveTextContent('Check both and try again.');
});

test('a page that needs a sign-in is shown after it', async () => {
  const { user } = await renderApp('/connections', { signedIn: false });
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Sign in');
  await user.type(screen.getByLabelText('Email'), 'leela@example.com');
  await user.type(screen.getByLabelText('Password'), 'right password{Enter}');
  await screen.findByRole('heading', { level: 1, name: 'Connections' });
});

test('the way back after a sign-in never leads to another site', async () => {
  const { user } = await renderApp('/sign-in?next=%2F%2Fevil.example', { signedIn: false });
  await user.type(screen.getByLabelText('Email'), 'leela@example.com');
  await user.type(screen.getByLabelText('Password'), 'right password{Enter}');
  await screen.findByText('Your first craft goes here');
  expect(window.location.host).toBe('localhost:8080');
});

test('however many calls need a new token, it is asked for once', async () => {
  localStorage.setItem('haat.was-signed-in', '1');
  const tokens = await Promise.all([accessToken(), accessToken(), refreshSession()]);
  expect(tokens).toEqual(['token', 'token', true]);
  expect(backend.api.calls('POST /auth/refresh')).toHaveLength(1);
});

test('a call that is refused for its token is sent once more with a new one', async () => {
  startSession({
    user: backend.api.state.user,
    access_token: 'stale',
    refresh_token: null,
    token_type: 'Bearer',
    expires_in: 900,
  });
  backend.api.fail('GET /posts', () => problem(401, 'not_signed_in', 'Too old.'));
  await expect(unwrap(api.GET('/api/v1/posts'))).resolves.toMatchObject({ items: [] });
  expect(backend.api.calls('POST /auth/refresh')).toHaveLength(1);
});

test('a refresh that cannot reach the server does not sign anybody out', async () => {
  localStorage.setItem('haat.was-signed-in', '1');
  backend.api.fail('POST /auth/refresh', () => HttpResponse.error());
  await expect(accessToken()).rejects.toMatchObject({ kind: 'unreachable' });
  await expect(accessToken()).resolves.toBe('token');
});

test('a visitor who was never here costs no call', async () => {
  endSession();
  await expect(accessToken()).resolves.toBeNull();
  expect(backend.api.state.log).toHaveLength(0);
});

test('signing out tells the server and shows the door', async () => {
  const { user } = await renderApp('/');
  await user.click(screen.getByText('Sign out'));
  await screen.findByRole('heading', { level: 1, name: 'Sign in' });
  expect(backend.api.calls('POST /auth/logout')).toHaveLength(1);
});

test('after signing out no refresh brings the account back', async () => {
  const { user } = await renderApp('/');
  await user.click(screen.getByText('Sign out'));
  await screen.findByRole('heading', { level: 1, name: 'Sign in' });
  localStorage.setItem('haat.was-signed-in', '1');
  await expect(refreshSession()).resolves.toBe(false);
  await expect(accessToken()).resolves.toBeNull();
});

test('signing out without a connection holds, and is told to the server later', async () => {
  const { user } = await renderApp('/');
  backend.api.fail('POST /auth/logout', () => HttpResponse.error());
  await user.click(screen.getByText('Sign out'));
  await screen.findByRole('heading', { level: 1, name: 'Sign in' });
  const refreshes = backend.api.calls('POST /auth/refresh').length;
  localStorage.setItem('haat.was-signed-in', '1');
  await expect(accessToken()).resolves.toBeNull();
  await expect(refreshSession()).resolves.toBe(false);
  expect(backend.api.calls('POST /auth/refresh')).toHaveLength(refreshes);

  await finishSignOut();
  await finishSignOut();
  expect(backend.api.calls('POST /auth/logout')).toHaveLength(2);
  expect(backend.api.state.signedIn).toBe(false);
});

test('the next person who signs in is not signed out by the one before', async () => {
  const { user } = await renderApp('/');
  backend.api.fail('POST /auth/logout', () => HttpResponse.error());
  await user.click(screen.getByText('Sign out'));
  await user.type(await screen.findByLabelText('Email'), 'leela@example.com');
  await user.type(screen.getByLabelText('Password'), 'right password{Enter}');
  await screen.findByText('Your first craft goes here');
  await finishSignOut();
  await expect(accessToken()).resolves.toBe('token');
});

test('a password that is guessed first is explained at its field', async () => {
  const { user } = await renderApp('/sign-up', { signedIn: false });
  backend.api.fail('POST /auth/register', () =>
    problem(422, 'password_guessable', 'This password is easy to guess.'),
  );
  await user.type(screen.getByLabelText('Your name'), 'Leela Devi');
  await user.type(screen.getByLabelText('Name of your shop'), 'Kripal Kumbh');
  await user.type(screen.getByLabelText('Email'), 'leela@example.com');
  await user.type(screen.getByLabelText('Password'), 'qwertyuiop');
  await user.click(screen.getByRole('button', { name: 'Open your shop' }));
  await waitFor(() =>
    expect(screen.getByLabelText('Password')).toHaveAccessibleDescription(/easy to guess/),
  );
});

test('the language changes at once and is kept', async () => {
  const { user } = await renderApp('/');
  await user.click(screen.getByLabelText('हिन्दी'));
  await screen.findByRole('heading', { level: 1, name: 'आपका पहला शिल्प यहाँ आएगा' });
  await waitFor(() => expect(backend.api.state.user.language).toBe('hi'));
  expect(document.documentElement.lang).toBe('hi');
});
