import { expect, test } from 'vitest';
import { drawThumb, type Thumb } from './thumb-hash';

// Made by the server's encoder: red left and blue right; light above and green below.
const LANDSCAPE = 'FocCnZxpZdt+eHeBeIh3gI+I+Ih4';
const PORTRAIT = 'ovgdDQR4eI+Hh4hYiIeYeHiPh/iI';

function at(thumb: Thumb | null, across: number, down: number): number[] {
  if (!thumb) throw new Error('nothing was drawn');
  const x = Math.floor(across * thumb.width);
  const y = Math.floor(down * thumb.height);
  return [...thumb.pixels.slice((y * thumb.width + x) * 4, (y * thumb.width + x) * 4 + 4)];
}

test('a wide picture keeps its shape and where its colours are', () => {
  const thumb = drawThumb(LANDSCAPE);
  expect([thumb?.width, thumb?.height]).toEqual([32, 23]);
  const [red = 0, , blueLeft = 0, alpha] = at(thumb, 0.2, 0.5);
  const [redRight = 0, , blue = 0] = at(thumb, 0.8, 0.5);
  expect(red).toBeGreaterThan(140);
  expect(blue).toBeGreaterThan(140);
  expect(red - redRight).toBeGreaterThan(80);
  expect(blue - blueLeft).toBeGreaterThan(80);
  expect(alpha).toBe(255);
});

test('a tall one too', () => {
  const thumb = drawThumb(PORTRAIT);
  expect([thumb?.width, thumb?.height]).toEqual([23, 32]);
  const [above = 0] = at(thumb, 0.5, 0.15);
  const [below = 0] = at(thumb, 0.5, 0.85);
  expect(above).toBeGreaterThan(180);
  expect(below).toBeLessThan(90);
});

test.each(['', 'no base64!', 'AAAA'])('%j is drawn as nothing', (hash) => {
  expect(drawThumb(hash)).toBeNull();
});
