import { expect, test } from 'vitest';
import {
  changedElsewhere,
  changeOf,
  invalidFields,
  type ProductField,
  productSchema,
  toValues,
} from './product-schema';

const VALUES = toValues({});

test.each([
  ['price', '12.345', false],
  ['price', '-5', false],
  ['price', '0', false],
  ['price', '1,250.5', true],
  ['price', '', true],
  ['quantity', '0', true],
  ['quantity', '2.5', false],
  ['quantity', '1000000', false],
  ['quantity', '12', true],
  ['link', '', true],
  ['link', 'https://kripal.example/bowl', true],
  ['link', 'http://kripal.example/bowl', false],
  ['link', 'https://kripal', false],
  ['link', 'kripal.example', false],
  ['link', 'https://kripal.example/a bowl', false],
  ['link', 'javascript:alert(1)', false],
])('%s %s is taken: %s', (field, typed, taken) => {
  const values = { ...VALUES, [field]: typed };
  expect(productSchema.safeParse(values).success).toBe(taken);
  expect(invalidFields(values)).toEqual(taken ? [] : [field]);
});

test.each([
  ['title', ' Bowl ', { title: 'Bowl' }],
  ['story', '  ', { story: null }],
  ['price', '₹ 1,250.50', { price: { amount: '1250.50', currency: 'INR' } }],
  ['price', '', { price: null }],
  ['quantity', '६', { quantity: 6 }],
  ['link', 'https://kripal.example', { link: 'https://kripal.example' }],
] as const)('%s "%s" becomes a change of that field alone', (field, typed, change) => {
  expect(changeOf(field, { ...VALUES, [field]: typed })).toEqual(change);
});

test.each<[ProductField, string]>([
  ['price', '12.'],
  ['quantity', 'six'],
  ['link', 'kripal.exa'],
])('while %s is "%s", what was saved stays', (field, typed) => {
  expect(changeOf(field, { ...VALUES, [field]: typed })).toEqual({});
});

test('one field that is not valid keeps no other from being saved', () => {
  expect(changeOf('title', { ...VALUES, price: 'much', title: 'Bowl' })).toEqual({ title: 'Bowl' });
});

test('what was sent comes back as it was typed', () => {
  const typed = { ...VALUES, title: 'Bowl', price: '1250.5', quantity: '0', materials: ['Glass'] };
  const fields = Object.keys(typed) as ProductField[];
  const sent = Object.assign({}, ...fields.map((name) => changeOf(name, typed)));
  expect(toValues(sent)).toEqual(typed);
});

test.each<[string, Partial<typeof VALUES>, Partial<typeof VALUES>, ProductField[]]>([
  ['what is another', { title: 'Bowl' }, { title: 'Vase', region: 'Jaipur' }, ['title', 'region']],
  [
    'a list with one more',
    { materials: ['Glass'] },
    { materials: ['Glass', 'Clay'] },
    ['materials'],
  ],
  [
    'the same, written otherwise',
    { price: '1,250.5 ', title: 'A  b ' },
    { price: '1250.50', title: 'A b' },
    [],
  ],
  ['what is not valid yet', { price: '12.' }, { price: '1250' }, []],
])('%s: which fields follow', (_, typed, product, names) => {
  const found = changedElsewhere({ ...VALUES, ...typed }, { ...VALUES, ...product });
  expect(found).toEqual(names);
});
