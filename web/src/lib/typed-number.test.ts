import { expect, test } from 'vitest';
import { isPrice, isQuantity, normalizeNumber } from './typed-number';

test.each([
  ['1,23,450.50', '123450.50'],
  ['₹ 2 450', '2450'],
  ['१२५०', '1250'],
])('%s is read as %s', (typed, plain) => {
  expect(normalizeNumber(typed)).toBe(plain);
});

test.each([
  ['₹ 1,250.50', true],
  ['0.01', true],
  ['0', false],
  ['0.00', false],
  ['12.345', false],
  ['-5', false],
  ['1234567890', false],
  ['', false],
])('%s is a price: %s', (typed, is) => {
  expect(isPrice(typed)).toBe(is);
});

test.each([
  ['०', true],
  ['9,99,999', true],
  ['1000000', false],
  ['2.5', false],
  ['-1', false],
  ['', false],
])('%s is a quantity: %s', (typed, is) => {
  expect(isQuantity(typed)).toBe(is);
});
