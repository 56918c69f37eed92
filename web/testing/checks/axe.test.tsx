/** Pages without faults that a program can find. Colours are looked at in a real browser. */
import { render, screen, waitFor } from '@testing-library/react';
import axe from 'axe-core';
import { beforeEach, expect, test } from 'vitest';
import { App } from '@/app/app';
import { startI18n } from '@/lib/i18n';
import { SCENES, type Scene } from '../fixture/scenes';
import { stage } from '../stage';

beforeEach(() => localStorage.setItem('haat.was-signed-in', '1'));

async function findings(): Promise<string[]> {
  const { violations } = await axe.run(document, {
    resultTypes: ['violations'],
    rules: {
      'color-contrast': { enabled: false },
      // Without style sheets the phone's and the desk's navigation are there at once.
      'landmark-unique': { enabled: false },
    },
  });
  return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' ')}`);
}

const PAGES: [string, Scene][] = [
  ['/connections', 'ten'],
  ['/connections', 'troubles'],
  ['/connections?problem=keys_pending&platform=woocommerce', 'ten'],
  ['/connections/etsy', 'ten'],
  ['/connections/pinterest', 'ten'],
  ['/connections/indiamart', 'ten'],
  ['/posts/post_tended', 'ten'],
];

test.each(PAGES)('%s (%s)', async (path, scene) => {
  stage.world = SCENES[scene]();
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
