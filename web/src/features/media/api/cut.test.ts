import { expect, test } from 'vitest';
import { objectPosition } from './cut';

const WIDE = 2;

test.each([
  [{ x: 0.5, y: 0.5 }, 1, '50% 50%'],
  [{ x: 0, y: 0.2 }, 1, '0% 50%'],
  [{ x: 0.9, y: 0.2 }, 1, '100% 50%'],
  [{ x: 0.375, y: 0.5 }, 1, '25% 50%'],
  [{ x: 0.2, y: 0.5 }, 4, '50% 50%'],
])('around %j of a wide picture, a cut of %d is placed at %s', (focal, ratio, position) => {
  expect(objectPosition(focal, WIDE, ratio)).toBe(position);
});

test('the cut is where the server makes it', () => {
  // As `Frame` with a hand-set point: the start of a window over half of the width around 0.6.
  const share = 0.5;
  const start = Math.min(Math.max(0.6 - share / 2, 0), 1 - share);
  const [across = ''] = objectPosition({ x: 0.6, y: 0.5 }, WIDE, 1).split(' ');
  expect((Number.parseFloat(across) / 100) * (1 - share)).toBeCloseTo(start);
});
