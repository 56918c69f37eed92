import { expect, test } from 'vitest';
import type { Variant } from '../../api/types';
import {
  inStep,
  NO_VARIANTS,
  toInput,
  toVariants,
  type VariantRow,
  type VariantsError,
  type VariantsInput,
  variantsError,
  withSavedIds,
} from './variants';

const row = (over: Partial<VariantRow> = {}): VariantRow => ({
  variantId: null,
  values: ['M', ''],
  price: '1,250',
  quantity: '३',
  shown: null,
  ...over,
});
const variants = (...rows: VariantRow[]): VariantsInput => ({ names: [' Size ', ''], rows });
const saved = (size: string, over: Partial<Variant> = {}): Variant => ({
  variant_id: `variant_${size}`,
  sku: `BLU-7F3K-${size}`,
  options: { Size: size },
  price: { amount: '1250.00', currency: 'INR' },
  quantity: 3,
  ...over,
});

test('a product without variants has nothing to send', () => {
  expect(variantsError(NO_VARIANTS)).toBeNull();
  expect(toVariants(NO_VARIANTS)).toEqual([]);
  expect(toInput([])).toEqual(NO_VARIANTS);
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
  ['price', variants(row({ price: '0' }))],
  ['quantity', variants(row({ quantity: '-1' }))],
  ['alike', variants(row(), row({ values: [' m ', ''] }))],
  ['alike', variants(row({ values: ['\u095e', ''] }), row({ values: ['\u092b\u093c', ''] }))],
])('%s is the error', (error, typed) => {
  expect(variantsError(typed)).toBe(error);
});

test('what was saved comes back as it was typed, each variant with its id', () => {
  const both = [saved('M'), saved('L', { options: { Size: 'L', Colour: 'Red' } })];
  const input = toInput(both);
  expect(input.names).toEqual(['Size', 'Colour']);
  expect(input.rows[1]).toEqual({
    variantId: 'variant_L',
    values: ['L', 'Red'],
    price: '1250',
    quantity: '3',
    shown: '3',
  });
  expect(toVariants(toInput([saved('M')]))).toEqual([
    {
      variant_id: 'variant_M',
      options: { Size: 'M' },
      price: { amount: '1250', currency: 'INR' },
    },
  ]);
});

test('a variant that was saved keeps its id when its size is corrected', () => {
  const typed = withSavedIds(variants(row(), row({ values: ['L', ''] })), [saved('m')]);
  expect(typed.rows.map((one) => one.variantId)).toEqual(['variant_m', null]);
  const corrected = { ...typed, rows: [{ ...(typed.rows[0] as VariantRow), values: ['XL', ''] }] };
  expect(toVariants(withSavedIds(corrected, [saved('m')]))[0]).toMatchObject({
    variant_id: 'variant_m',
    options: { Size: 'XL' },
  });
});

const two = [saved('M'), saved('L')];

test('variants that were made elsewhere are shown', () => {
  const shown = inStep(toInput([saved('M')]), two, false);
  expect(shown).toEqual(toInput(two));
  expect(inStep(shown, [saved('L')], false)).toEqual(toInput([saved('L')]));
  expect(inStep(NO_VARIANTS, two, false)).toEqual(toInput(two));
  const dearer = [saved('M', { price: { amount: '1300.00', currency: 'INR' } })];
  expect(inStep(toInput([saved('M')]), dearer, false)).toEqual(toInput(dearer));
});

test.each<[string, VariantsInput, boolean]>([
  ['not saved yet', variants(row({ values: ['S', ''] })), true],
  ['incomplete', variants(row({ values: ['', ''] })), false],
])('what is typed stays while it is %s', (_, typed, isUnsaved) => {
  expect(inStep(typed, two, isUnsaved)).toEqual(typed);
});

test('what is typed stays as it is written when it was saved, with its id', () => {
  const typed = variants(row({ price: '1,250.0', values: [' M', 'left over'] }));
  const { names, rows } = withSavedIds(typed, [saved('M')]);
  const kept = rows.map((one) => ({ ...one, shown: one.quantity }));
  expect(inStep(typed, [saved('M')], false)).toEqual({ names, rows: kept });
});

test('what was sold is shown at once, but for a number that she is changing', () => {
  const [m, l] = toInput(two).rows as [VariantRow, VariantRow];
  const typed = {
    names: ['Size', ''],
    rows: [
      { ...m, price: '1300' },
      { ...l, quantity: '12' },
    ],
  };
  const sold = [saved('M', { quantity: 1 }), saved('L', { quantity: 2 })];
  const kept = inStep(typed, sold, true);
  expect(kept.rows.map((one) => one.quantity)).toEqual(['1', '12']);
  expect(toVariants(kept).map((one) => one.quantity)).toEqual([undefined, 12]);
});
