/** The variants of a product, as typed and as sent. */
import { normalizeNumber } from '@/lib/normalize-number';
import type { NewProduct } from '../api/types';

export type Variant = NonNullable<NewProduct['variants']>[number];

/** One variant as typed: a value per option name, a price and a quantity. */
export interface VariantRow {
  values: readonly string[];
  price: string;
  quantity: string;
}

/** The option names, such as size and colour, and the variants; no rows = no variants. */
export interface VariantsInput {
  names: readonly [string, string];
  rows: readonly VariantRow[];
}

export type VariantsError = 'names' | 'values' | 'price' | 'quantity' | 'alike';

export const NO_VARIANTS: VariantsInput = { names: ['', ''], rows: [] };
/** The limit of the catalog API. */
export const MAX_VARIANTS = 100;
export const MAX_OPTION_LENGTH = 45;

const PRICE = /^\d{1,9}(\.\d{1,2})?$/;
const QUANTITY = /^\d{1,6}$/;

/** The option names that are filled in, each with its index in a row's values. */
export function optionNames({ names }: VariantsInput): { name: string; index: number }[] {
  return names
    .map((name, index) => ({ name: name.trim(), index }))
    .filter(({ name }) => name !== '');
}

const optionKey = (input: VariantsInput, { values }: VariantRow) =>
  optionNames(input).map(({ index }) => (values[index] ?? '').trim().toLowerCase());

/** The first reason why the variants cannot be sent, or null. */
export function variantsError(input: VariantsInput): VariantsError | null {
  const { rows } = input;
  if (rows.length === 0) return null;
  const names = optionNames(input).map(({ name }) => name.toLowerCase());
  if (names.length === 0 || new Set(names).size < names.length) return 'names';
  const keys = rows.map((row) => optionKey(input, row));
  if (keys.some((values) => values.includes(''))) return 'values';
  if (rows.some(({ price }) => !PRICE.test(normalizeNumber(price)))) return 'price';
  if (rows.some(({ quantity }) => !QUANTITY.test(normalizeNumber(quantity)))) return 'quantity';
  const different = new Set(keys.map((values) => JSON.stringify(values)));
  return different.size < rows.length ? 'alike' : null;
}

/** The variants as the catalog API takes them; only for input without errors. */
export function toVariants(input: VariantsInput): Variant[] {
  return input.rows.map(({ values, price, quantity }) => ({
    options: Object.fromEntries(
      optionNames(input).map(({ name, index }) => [name, (values[index] ?? '').trim()]),
    ),
    price: { amount: normalizeNumber(price), currency: 'INR' },
    quantity: Number(normalizeNumber(quantity)),
  }));
}
