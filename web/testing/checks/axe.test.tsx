/** The pages have no accessibility faults that axe finds; colour contrast is not checked. */
import { render, screen, waitFor } from '@testing-library/react';
import axe from 'axe-core';
import { beforeEach, expect, test } from 'vitest';
import { App } from '@/app/app';
import { startI18n } from '@/lib/i18n';
import { SCENARIOS, type Scenario } from '../fixture/scenarios';
import { backend } from '../render-app';

beforeEach(() => localStorage.setItem('haat.was-signed-in', '1'));

async function findings(): Promise<string[]> {
  const { violations } = await axe.run(document, {
    resultTypes: ['violations'],
    rules: {
      'color-contrast': { enabled: false },
      // Without style sheets both the phone and the desktop navigation are present.
      'landmark-unique': { enabled: false },
    },
  });
  return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' ')}`);
}

const PAGES: [string, Scenario][] = [
  ['/connections', 'tenPlatforms'],
  ['/connections', 'problems'],
  ['/connections?problem=keys_pending&platform=woocommerce', 'tenPlatforms'],
  ['/connections/etsy', 'tenPlatforms'],
  ['/connections/pinterest', 'tenPlatforms'],
  ['/connections/indiamart', 'tenPlatforms'],
  ['/posts/post_editable', 'tenPlatforms'],
  ['/products/product_1', 'published'],
  ['/products/product_1', 'differing'],
  ['/posts/post_shown', 'differing'],
  ['/', 'populated'],
];

test.each(PAGES)('%s (%s)', async (path, scenario) => {
  backend.api = SCENARIOS[scenario]();
  await startI18n('en');
  window.history.replaceState({}, '', path);
  render(<App />);
  await screen.findByRole('heading', { level: 1 });
  await waitFor(() => expect(document.querySelector('.animate-breathe')).toBeNull(), {
    timeout: 20_000,
  });
  expect(await findings()).toEqual([]);
});

test('a picture that is not described is found', async () => {
  document.body.innerHTML = '<main><h1>Haat</h1><img src="bowl.jpg"></main>';
  expect((await findings()).join()).toContain('image-alt');
  document.body.innerHTML = '';
});
