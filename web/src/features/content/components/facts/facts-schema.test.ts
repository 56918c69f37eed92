import { expect, test } from 'vitest';
import { normalizeNumber } from '@/lib/normalize-number';
import type { Facts } from '../../api/types';
import { factsSchema, toFacts, toValues } from './facts-schema';

const VALUES = toValues({ materials: [] } as unknown as Facts);

test.each([
  ['1,23,450.50', '123450.50'],
  ['₹ 2 450', '2450'],
  ['१२५०', '1250'],
])('%s is read as %s', (typed, plain) => {
  expect(normalizeNumber(typed)).toBe(plain);
});

test.each([
  ['price', '12.345', false],
  ['price', '-5', false],
  ['price', '1,250.5', true],
  ['price', '', true],
  ['quantity', '0', false],
  ['quantity', '2.5', false],
  ['quantity', '12', true],
  ['link', '', true],
  ['link', 'https://kripal.example/bowl', true],
  ['link', 'http://kripal.example/bowl', false],
  ['link', 'https://kripal', false],
  ['link', 'kripal.example', false],
  ['link', 'https://kripal.example/a bowl', false],
  ['link', 'javascript:alert(1)', false],
])('%s %s is taken: %s', (field, typed, taken) => {
  expect(factsSchema.safeParse({ ...VALUES, [field]: typed }).success).toBe(taken);
});

test('what is not valid yet is not there', () => {
  const typed = { title: ' Bowl ', price: '12.', quantity: '6', link: 'kripal.exa' };
  const facts = toFacts({ ...VALUES, ...typed });
  expect(facts).toMatchObject({
    title: 'Bowl',
    price: null,
    quantity: 6,
    story: null,
    link: null,
  });
});

test('what was sent comes back as it was typed', () => {
  const values = { ...VALUES, title: 'Bowl', price: '1250.5', quantity: '6', materials: ['Glass'] };
  expect(toValues(toFacts(values) as Facts)).toEqual(values);
});
