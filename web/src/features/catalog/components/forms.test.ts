import { expect, test } from 'vitest';
import {
  type FormRow,
  type Forms,
  type FormsTrouble,
  NO_FORMS,
  troubleOf,
  variantsOf,
} from './forms';

const row = (over: Partial<FormRow> = {}): FormRow => ({
  values: ['M', ''],
  price: '1,250',
  quantity: '३',
  ...over,
});
const forms = (...rows: FormRow[]): Forms => ({ names: [' Size ', ''], rows });

test('a piece of one form has nothing to send', () => {
  expect(troubleOf(NO_FORMS)).toBeNull();
  expect(variantsOf(NO_FORMS)).toEqual([]);
});

test('forms are sent with what differs, as numbers are typed here', () => {
  const typed = forms(row(), row({ values: ['L', 'left over'], quantity: '0' }));
  expect(troubleOf(typed)).toBeNull();
  expect(variantsOf(typed)).toEqual([
    { options: { Size: 'M' }, price: { amount: '1250', currency: 'INR' }, quantity: 3 },
    { options: { Size: 'L' }, price: { amount: '1250', currency: 'INR' }, quantity: 0 },
  ]);
});

test.each<[FormsTrouble, Forms]>([
  ['names', { names: ['', ' '], rows: [row()] }],
  ['names', { names: ['Size', 'size'], rows: [row({ values: ['M', 'M'] })] }],
  ['values', { names: ['Size', 'Colour'], rows: [row()] }],
  ['price', forms(row({ price: 'much' }))],
  ['quantity', forms(row({ quantity: '-1' }))],
  ['alike', forms(row(), row({ values: [' m ', ''] }))],
])('%s is the trouble', (trouble, typed) => {
  expect(troubleOf(typed)).toBe(trouble);
});
