import { expect, test } from 'vitest';
import {
  NO_VARIANTS,
  toVariants,
  type VariantRow,
  type VariantsError,
  type VariantsInput,
  variantsError,
} from './variants';

const row = (over: Partial<VariantRow> = {}): VariantRow => ({
  values: ['M', ''],
  price: '1,250',
  quantity: '३',
  ...over,
});
const variants = (...rows: VariantRow[]): VariantsInput => ({ names: [' Size ', ''], rows });

test('a product without variants has nothing to send', () => {
  expect(variantsError(NO_VARIANTS)).toBeNull();
  expect(toVariants(NO_VARIANTS)).toEqual([]);
});

test('variants are sent with their options, and numbers as typed in India', () => {
  const typed = variants(row(), row({ values: ['L', 'left over'], quantity: '0' }));
  expect(variantsError(typed)).toBeNull();
  expect(toVariants(typed)).toEqual([
    { options: { Size: 'M' }, price: { amount: '1250', currency: 'INR' }, quantity: 3 },
    { options: { Size: 'L' }, price: { amount: '1250', currency: 'INR' }, quantity: 0 },
  ]);
});

test.each<[VariantsError, VariantsInput]>([
  ['names', { names: ['', ' '], rows: [row()] }],
  ['names', { names: ['Size', 'size'], rows: [row({ values: ['M', 'M'] })] }],
  ['values', { names: ['Size', 'Colour'], rows: [row()] }],
  ['price', variants(row({ price: 'much' }))],
  ['quantity', variants(row({ quantity: '-1' }))],
  ['alike', variants(row(), row({ values: [' m ', ''] }))],
])('%s is the error', (error, typed) => {
  expect(variantsError(typed)).toBe(error);
});
