import { expect, test } from 'vitest';
import type { Facts } from '@/api/shapes';
import { factsSchema, plainNumber, toFacts, toValues } from './facts-schema';

const VALUES = toValues({ materials: [] } as unknown as Facts);

test.each([
  ['1,23,450.50', '123450.50'],
  ['₹ 2 450', '2450'],
  ['१२५०', '1250'],
])('%s is read as %s', (typed, plain) => {
  expect(plainNumber(typed)).toBe(plain);
});

test.each([
  ['price', '12.345', false],
  ['price', '-5', false],
  ['price', '1,250.5', true],
  ['price', '', true],
  ['quantity', '0', false],
  ['quantity', '2.5', false],
  ['quantity', '12', true],
])('%s %s is taken: %s', (field, typed, taken) => {
  expect(factsSchema.safeParse({ ...VALUES, [field]: typed }).success).toBe(taken);
});

test('facts leave alone what the form does not ask for, and what is not valid yet is not there', () => {
  const facts = toFacts({ ...VALUES, title: ' Bowl ', price: '12.', quantity: '6' });
  expect(facts).toMatchObject({ title: 'Bowl', price: null, quantity: 6, story: null });
  expect(facts).not.toHaveProperty('link');
});

test('what was sent comes back as it was typed', () => {
  const values = { ...VALUES, title: 'Bowl', price: '1250.5', quantity: '6', materials: ['Glass'] };
  expect(toValues(toFacts(values) as Facts)).toEqual(values);
});
