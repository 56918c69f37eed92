import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { problem } from '../fixture/responses';
import { SCENARIOS } from '../fixture/scenarios';
import { backend, renderApp } from '../render-app';

const SLOW = { timeout: 20_000 };
const content = () => backend.api.state.contentData;

test('a template is written with variables, seen filled in, and kept', async () => {
  backend.api = SCENARIOS.populated();
  const { user } = await renderApp('/templates');
  expect(await screen.findByText('No templates yet', {}, SLOW)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'New template' }));
  await user.type(await screen.findByLabelText('What is it called?', {}, SLOW), 'Festive');
  await user.selectOptions(screen.getByLabelText('For which place'), 'Instagram');
  const body = screen.getByLabelText('The text');
  await user.clear(body);
  await user.type(body, 'Only ');
  await user.click(screen.getByRole('button', { name: 'How many are left' }));
  await user.click(screen.getByRole('button', { name: 'Link' }));
  expect(body).toHaveValue('Only {stock}{link}');
  await user.type(body, '{Backspace>6/}');
  const preview = screen.getByRole('region', { name: 'Filled in' });
  expect(await within(preview).findByText('Only 6', {}, SLOW)).toBeVisible();
  expect(within(preview).getByText('6 of 2,200')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Keep it' }));
  await screen.findByRole('heading', { name: 'Festive' }, SLOW);
  expect(content().templates[0]).toMatchObject({
    name: 'Festive',
    platform: 'instagram',
    language: 'en',
    body: 'Only {stock}',
  });
});

test('a template is changed and deleted', async () => {
  backend.api = SCENARIOS.languages();
  const { user } = await renderApp('/templates');
  await user.click(await screen.findByRole('button', { name: 'Change For Diwali' }, SLOW));
  expect(await screen.findByLabelText('The text', {}, SLOW)).toHaveAttribute('lang', 'hi');
  await screen.findByText('Left out, because not known: Link', {}, SLOW);
  await user.type(screen.getByLabelText('What is it called?'), ' 2026');
  await user.click(screen.getByRole('button', { name: 'Keep it' }));
  await user.click(await screen.findByRole('button', { name: 'Delete For Diwali 2026' }, SLOW));
  const dialog = await screen.findByRole('alertdialog', {}, SLOW);
  await user.click(within(dialog).getByRole('button', { name: 'Delete' }));
  await waitFor(() => expect(content().templates).toEqual([]), SLOW);
});

test('an unknown variable is refused in words, and nothing is lost', async () => {
  backend.api = SCENARIOS.languages();
  const { user } = await renderApp('/templates');
  await user.click(await screen.findByRole('button', { name: 'Change For Diwali' }, SLOW));
  backend.api.fail('PATCH /templates/template_1', () =>
    problem(422, 'unknown_variables', 'There is no such variable: {cost}.', 'Use {price}.'),
  );
  await user.click(await screen.findByRole('button', { name: 'Keep it' }, SLOW));
  expect(await screen.findByText('There is no such variable: {cost}.', {}, SLOW)).toBeVisible();
  expect(screen.getByLabelText('What is it called?')).toHaveValue('For Diwali');
});

test('hashtags are kept as a group', async () => {
  backend.api = SCENARIOS.populated();
  const { user } = await renderApp('/templates');
  await user.type(await screen.findByLabelText('Name of the group', {}, SLOW), 'Weaving');
  await user.type(screen.getByLabelText('Hashtags'), 'ikat{Enter}#hand loom{Enter}');
  await user.click(screen.getByRole('button', { name: 'Keep the group' }));
  await waitFor(() => expect(content().groups[0]?.hashtags).toEqual(['#ikat', '#handloom']), SLOW);
  expect(await screen.findByText('#ikat #handloom', {}, SLOW)).toBeVisible();
});

test('a voice is learned from three texts, shown, and forgotten', async () => {
  backend.api = SCENARIOS.populated();
  const { user } = await renderApp('/templates/voice');
  expect(await screen.findByText('Nothing learned yet', {}, SLOW)).toBeVisible();
  const learn = screen.getByRole('button', { name: 'Learn from these' });
  await user.type(screen.getByLabelText('Text 1'), 'Namaste!');
  await user.type(screen.getByLabelText('Text 2'), 'Two are left.');
  expect(learn).toBeDisabled();
  expect(screen.getByText('1 more text is needed.')).toBeVisible();
  await user.type(screen.getByLabelText('Text 3'), 'Fired on Monday.');
  await user.click(learn);
  expect(await screen.findByText('3 texts, about 12 words each.', {}, SLOW)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Forget it all' }));
  const dialog = await screen.findByRole('alertdialog', {}, SLOW);
  await user.click(within(dialog).getByRole('button', { name: 'Forget it all' }));
  expect(await screen.findByText('Nothing learned yet', {}, SLOW)).toBeVisible();
  expect(content().voice.samples).toEqual([]);
});
