import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Product } from '@/features/catalog/api/types';
import type { Draft } from '@/features/content/api/types';
import { problem } from '../fixture/responses';
import { SCENARIOS } from '../fixture/scenarios';
import { backend, renderApp } from '../render-app';

const SLOW = { timeout: 20_000 };

async function openDraft(): Promise<{
  user: Awaited<ReturnType<typeof renderApp>>['user'];
  draft: Draft;
  product: Product;
}> {
  backend.api = SCENARIOS.languages();
  const draft = backend.api.state.drafts.get('draft_1');
  const product = backend.api.state.products.get('product_1');
  if (!draft || !product) throw new Error('the scene has no draft');
  const { user } = await renderApp('/products/product_1');
  await screen.findByLabelText('Description', {}, SLOW);
  return { user, draft, product };
}

const patches = () => backend.api.calls('PATCH /drafts/draft_1').map((one) => one.body);

test('each language is edited by itself, in its own direction', async () => {
  const { user, draft } = await openDraft();
  expect(screen.getByLabelText('Title')).toHaveAttribute('dir', 'rtl');
  await user.click(screen.getByRole('button', { name: 'हिन्दी' }));
  const title = screen.getByLabelText('Title');
  expect(title).toHaveAttribute('lang', 'hi');
  expect(title).toHaveAttribute('dir', 'ltr');
  await user.clear(title);
  await user.type(title, 'नई कटोरी');
  await waitFor(() => expect(draft.copies.hi?.title).toBe('नई कटोरी'), SLOW);
  expect(patches().at(-1)).toMatchObject({ copies: { hi: { title: 'नई कटोरी' } } });
  expect(draft.copies.ur?.title).toMatch(/^سانگانیر/);
});

test('languages are chosen by their own names, and the main one goes first', async () => {
  const { user, draft } = await openDraft();
  await user.click(screen.getByRole('button', { name: /Written in/ }));
  await user.click(screen.getByRole('checkbox', { name: 'தமிழ்' }));
  await user.click(screen.getByRole('checkbox', { name: 'ਪੰਜਾਬੀ' }));
  await user.selectOptions(screen.getByLabelText('Comes first'), 'hi');
  await user.click(screen.getByRole('button', { name: 'Write in these' }));
  await waitFor(() => expect(draft.languages).toEqual(['hi', 'ur', 'en', 'pa']), SLOW);
});

test('a place goes out in one of the languages, and shows how it differs from the words', async () => {
  const { user, draft } = await openDraft();
  await user.click(await screen.findByRole('tab', { name: 'Etsy' }, SLOW));
  expect(screen.getByText(/Follows the words for everywhere/)).toBeVisible();
  await user.type(screen.getByLabelText('Text'), ' Food safe.');
  const changed = (await screen.findByText('What you changed here')).parentElement as HTMLElement;
  expect(changed.querySelector('ins')).toHaveTextContent('Food safe.');
  await waitFor(() => expect(draft.platforms['etsy']?.text).toMatch(/Food safe\.$/), SLOW);

  await user.click(screen.getByRole('button', { name: 'Follow the words for everywhere again' }));
  await waitFor(() => expect(draft.platforms['etsy']?.edited).toBe(false), SLOW);
  await screen.findByText(/Follows the words for everywhere/, {}, SLOW);
  expect(screen.getByLabelText('Text')).not.toHaveTextContent('Food safe.');

  await user.click(screen.getByRole('button', { name: 'हिन्दी' }));
  await waitFor(() => expect(draft.platforms['etsy']?.language).toBe('hi'), SLOW);
});

test('a field is written anew as asked, with progress, and undone', async () => {
  const { user, draft } = await openDraft();
  const before = draft.copies.ur?.title;
  await user.click(screen.getByRole('button', { name: 'Write anew: Title' }));
  await user.click(screen.getByRole('button', { name: 'Shorter' }));
  expect(await screen.findByRole('progressbar', { name: 'Writing anew' }, SLOW)).toBeVisible();
  await screen.findByText('Written anew.', {}, SLOW);
  expect(backend.api.calls('POST /drafts/draft_1/regenerate')[0]?.body).toEqual({
    field: 'title',
    language: 'ur',
    instruction: 'Shorter.',
  });
  await waitFor(() => expect(screen.getByLabelText('Title')).toHaveValue(`Shorter. (${before})`));
  await user.click(screen.getByRole('button', { name: 'Undo' }));
  expect(screen.getByLabelText('Title')).toHaveValue(before);
  await waitFor(() => expect(draft.copies.ur?.title).toBe(before), SLOW);
});

test('what was typed over a field does not hide what was written anew for it', async () => {
  const { user } = await openDraft();
  await user.type(screen.getByLabelText('Title'), '!');
  await user.click(screen.getByRole('button', { name: 'Write anew: Title' }));
  await user.type(screen.getByLabelText('Or say it in your own words'), 'As a gift.{Enter}');
  await screen.findByText('Written anew.', {}, SLOW);
  await waitFor(() =>
    expect((screen.getByLabelText('Title') as HTMLInputElement).value).toMatch(
      /^As a gift\. \(.*!\)$/,
    ),
  );
});

test('a spent budget is told plainly', async () => {
  const { user } = await openDraft();
  backend.api.fail('POST /drafts/draft_1/regenerate', () =>
    problem(429, 'daily_budget_spent', 'The budget is spent.'),
  );
  await user.click(screen.getByRole('button', { name: 'Write anew: Title' }));
  await user.click(screen.getByRole('button', { name: 'Simpler' }));
  expect(await screen.findByText('What writers may cost today is used up.')).toBeVisible();
});

test('a question is answered on the spot, and the answer becomes a fact in the form', async () => {
  const { user, product } = await openDraft();
  await user.click(screen.getByRole('button', { name: 'Answer: How large is it?' }));
  expect(screen.getByLabelText('This is about')).toHaveValue('dimensions');
  await user.type(screen.getByLabelText('Your answer'), '18 cm wide{Enter}');
  await waitFor(() => expect(product.dimensions).toBe('18 cm wide'), SLOW);
  expect(screen.getByPlaceholderText('20 cm high')).toHaveValue('18 cm wide');
});

test('an answer that is no fact of its kind says what it has to be', async () => {
  const { user, product } = await openDraft();
  await user.click(screen.getByRole('button', { name: 'Answer: How large is it?' }));
  const about = screen.getByLabelText('This is about');
  const answer = screen.getByLabelText('Your answer');
  const said = async (fact: string, text: string) => {
    await user.selectOptions(about, fact);
    await user.clear(answer);
    await user.type(answer, `${text}{Enter}`);
    return expect(answer);
  };
  (await said('price', '0')).toHaveAccessibleDescription(/in rupees/);
  (await said('quantity', '-1')).toHaveAccessibleDescription('Write a whole number, 0 or more.');
  (await said('materials', 'x'.repeat(46))).toHaveAccessibleDescription(
    'At most 13 materials, each with at most 45 letters.',
  );
  await user.selectOptions(about, 'region');
  await user.clear(answer);
  await user.selectOptions(about, 'story');
  await user.type(answer, 'x'.repeat(81));
  await user.selectOptions(about, 'region');
  expect(answer).toHaveAccessibleDescription('It may have at most 80 letters.');
  await said('quantity', '0');
  await waitFor(() => expect(product.quantity).toBe(0), SLOW);
});

test('a claim that was left out says why, and the fact can be added', async () => {
  const { user, product } = await openDraft();
  const left = screen.getByRole('region', { name: /Left out/ });
  expect(within(left).getByText('No fact says that nothing else is in it.')).toBeVisible();
  expect(within(left).getByText('جی آئی ٹیگ')).toHaveAttribute('dir', 'rtl');
  await user.click(
    within(left).getByRole('button', { name: 'Add the fact for: 100 % natural cobalt' }),
  );
  await user.selectOptions(within(left).getByLabelText('This is about'), 'materials');
  await user.type(within(left).getByLabelText('What is true'), 'Natural cobalt only{Enter}');
  await waitFor(() => expect(product.materials).toContain('Natural cobalt only'), SLOW);
});

test('who wrote, why, and what it cost are said', async () => {
  await openDraft();
  expect(screen.getByText('Written by Claude')).toBeVisible();
  expect(screen.getByText('Gemini did not answer in time, so Claude wrote.')).toBeVisible();
  expect(await screen.findByText(/\$0\.0137/)).toBeVisible();
  expect(await screen.findByText(/\$0\.9958 left for today/)).toBeVisible();
});

test('words are approved, and turned down with a reason', async () => {
  const { user, draft } = await openDraft();
  expect(screen.getByText('“The price is last year’s.”')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Approve' }));
  await waitFor(() => expect(draft.status).toBe('approved'), SLOW);
  await user.click(await screen.findByRole('button', { name: 'Take it back' }, SLOW));
  const why = screen.getByLabelText('What is not right?');
  const no = screen.getByRole('button', { name: 'Do not approve' });
  expect(no).toBeDisabled();
  await user.type(why, 'Too loud.');
  await user.click(no);
  await waitFor(() => expect(draft.review.reason).toBe('Too loud.'), SLOW);
  expect(await screen.findByText('Not approved', {}, SLOW)).toBeVisible();
});

test('a link for somebody else is made, told once, sent, and taken back', async () => {
  const { user } = await openDraft();
  await user.click(screen.getByRole('button', { name: 'Ask somebody to approve' }));
  await user.type(await screen.findByLabelText('Who shall look?', {}, SLOW), 'Anil');
  await user.selectOptions(screen.getByLabelText('Good for'), '24');
  await user.click(screen.getByRole('button', { name: 'Make a link' }));
  const whatsapp = await screen.findByRole('link', { name: 'WhatsApp' }, SLOW);
  const [asked] = backend.api.calls('POST /drafts/draft_1/approval-link');
  expect(asked?.body).toEqual({ name: 'Anil', expires_in_hours: 24 });
  const sent = new URL(whatsapp.getAttribute('href') ?? '').searchParams.get('text');
  expect(sent).toMatch(/^Anil, please look .*\nhttp:\/\/localhost:8080\/approve\/link_\d+$/s);

  await user.click(await screen.findByRole('button', { name: 'Take back the link for Anil' }));
  const dialog = await screen.findByRole('alertdialog', {}, SLOW);
  await user.click(within(dialog).getByRole('button', { name: 'Take back' }));
  expect(await screen.findByText('taken back', {}, SLOW)).toBeVisible();
});

test('an earlier version is compared with now and brought back', async () => {
  const { user, draft } = await openDraft();
  await user.click(screen.getByRole('button', { name: 'Earlier versions' }));
  await user.click(await screen.findByRole('button', { name: /Edited by hand/ }, SLOW));
  const dialog = screen.getByRole('dialog', { name: 'Earlier versions' });
  await within(dialog).findByText('हिन्दी: Title', {}, SLOW);
  expect(dialog.querySelector('ins')).toHaveTextContent('साँगानेर');
  await user.click(within(dialog).getByRole('button', { name: 'Bring this version back' }));
  await waitFor(() => expect(draft.copies.hi?.title).toBe('नीली मिट्टी की कटोरी'), SLOW);
});

test('a template is put on a place', async () => {
  const { user, draft } = await openDraft();
  await user.click(await screen.findByRole('tab', { name: 'Etsy' }, SLOW));
  expect(screen.queryByLabelText('Template')).toBeNull();
  await user.click(screen.getByRole('tab', { name: 'Facebook Page' }));
  await user.selectOptions(await screen.findByLabelText('Template'), 'For Diwali');
  await waitFor(() => expect(draft.platforms['facebook']?.template_id).toBe('template_1'), SLOW);
});

test('a backdrop is made, marked as made by AI, and kept from where it is forbidden', async () => {
  const { user } = await openDraft();
  await user.click(screen.getByRole('button', { name: 'Make an ad backdrop' }));
  await user.click(await screen.findByRole('button', { name: 'Courtyard' }, SLOW));
  await user.click(screen.getByRole('button', { name: 'Make it' }));
  expect(await screen.findByText('Made by AI', {}, SLOW)).toBeVisible();
  expect(screen.getByText('Not as a listing photo on Etsy')).toBeVisible();
  expect(screen.queryByRole('button', { name: /Use as/ })).toBeNull();
  expect(backend.api.calls('POST /ai/generate-image')[0]?.body).toMatchObject({
    purpose: 'ad_backdrop',
    size: 'square',
    photo_id: 'photo_1',
  });
});
