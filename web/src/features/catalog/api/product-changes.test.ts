import { expect, test } from 'vitest';
import { optionsKey } from './options-key';
import { mergeChanges, setsNumbers, withLocalChanges, withVariantIds } from './product-changes';
import { withoutNumbers, withVariantsOfOthers } from './save-again';
import type { Product, Variant } from './types';

const PRODUCT = { title: 'Bowl', craft: null, variants: [] } as unknown as Product;

test('a later change of a field wins, and the others are kept', () => {
  const merged = mergeChanges({ title: 'B', story: 'Old.' }, { title: 'Bowl', price: null });
  expect(merged).toEqual({ title: 'Bowl', story: 'Old.', price: null });
});

test('the person sees their own fields over those of the server', () => {
  expect(withLocalChanges(PRODUCT, { craft: 'Blue pottery' })).toEqual({
    ...PRODUCT,
    craft: 'Blue pottery',
  });
});

test('options are the same whatever their order, case and encoding', () => {
  expect(optionsKey({ Size: 'M', Colour: 'सफ़ेद' })).toBe(
    optionsKey({ colour: 'सफ\u093cेद', size: ' m ' }),
  );
  expect(optionsKey({ Size: 'M' })).not.toBe(optionsKey({ Size: 'L' }));
});

test('a variant that an earlier save created is not created again', () => {
  const price = { amount: '10', currency: 'INR' };
  const saved = [{ variant_id: 'variant_1', options: { Size: 'M' } }] as unknown as Variant[];
  const typed = (size: string) => ({ options: { size }, price, quantity: 1 });
  const changes = { variants: [typed('m'), typed('l')] };
  expect(withVariantIds(changes, saved).variants).toEqual([
    { ...typed('m'), variant_id: 'variant_1' },
    typed('l'),
  ]);
  expect(withVariantIds({ title: 'Bowl' }, saved)).toEqual({ title: 'Bowl' });
});

test('of the variants made elsewhere none is lost, and none that was removed here comes back', () => {
  const price = { amount: '10', currency: 'INR' };
  const saved = (size: string) =>
    ({
      variant_id: `variant_${size}`,
      sku: size,
      options: { size },
      price,
      quantity: 1,
    }) as Variant;
  const typed = (size: string) => ({ options: { size }, price, quantity: 1 });
  const { quantity: _, ...xl } = typed('xl');
  const known = [saved('s'), saved('m')];
  const newer = [...known, saved('l'), saved('xl')];
  const changes = { variants: [{ ...typed('m'), variant_id: 'variant_m' }, typed('L')] };
  expect(withVariantsOfOthers(changes, known, newer).variants).toEqual([
    ...changes.variants,
    { ...xl, variant_id: 'variant_xl' },
  ]);
  expect(withVariantsOfOthers({ title: 'Bowl' }, known, newer)).toEqual({ title: 'Bowl' });
});

test('numbers of what was there before are told apart from all other changes', () => {
  const one = { options: { Size: 'M' }, price: { amount: '10', currency: 'INR' } };
  const changes = {
    title: 'Bowl',
    quantity: 3,
    variants: [
      { ...one, variant_id: 'variant_1', quantity: 2 },
      { ...one, quantity: 1 },
    ],
  };
  expect(setsNumbers(changes)).toBe(true);
  expect(withoutNumbers(changes)).toEqual({
    title: 'Bowl',
    variants: [
      { ...one, variant_id: 'variant_1' },
      { ...one, quantity: 1 },
    ],
  });
  expect(setsNumbers(withoutNumbers(changes))).toBe(false);
});
