/** The variants of a product, as typed and as sent. */
import { isPrice, isQuantity, normalizeNumber } from '@/lib/typed-number';
import { optionsKey } from '../../api/product-changes';
import type { Variant, VariantInput } from '../../api/types';

/** One variant as typed: a value per option name, a price and a quantity. */
export interface VariantRow {
  /** Null until it is saved. */
  variantId: string | null;
  values: readonly string[];
  price: string;
  quantity: string;
}

/** The option names, such as size and colour, and the variants; no rows = no variants. */
export interface VariantsInput {
  names: readonly string[];
  rows: readonly VariantRow[];
}

export type VariantsError = 'names' | 'values' | 'price' | 'quantity' | 'alike';

/** The option names that can be typed; a variant made elsewhere may have more. */
const NAMES = ['', ''];
export const NO_VARIANTS: VariantsInput = { names: NAMES, rows: [] };

/** The option names that are filled in, each with its index in a row's values. */
export function optionNames({ names }: VariantsInput): { name: string; index: number }[] {
  return names
    .map((name, index) => ({ name: name.trim(), index }))
    .filter(({ name }) => name !== '');
}

function optionsOf(input: VariantsInput, { values }: VariantRow): Record<string, string> {
  const pairs = optionNames(input).map(({ name, index }) => [name, (values[index] ?? '').trim()]);
  return Object.fromEntries(pairs) as Record<string, string>;
}

/** The first reason why the variants cannot be sent, or null. */
export function variantsError(input: VariantsInput): VariantsError | null {
  const { rows } = input;
  if (rows.length === 0) return null;
  const names = optionNames(input).map(({ name }) => name.normalize().toLowerCase());
  if (names.length === 0 || new Set(names).size < names.length) return 'names';
  const all = rows.map((row) => optionsOf(input, row));
  if (all.some((options) => Object.values(options).includes(''))) return 'values';
  if (rows.some(({ price }) => !isPrice(price))) return 'price';
  if (rows.some(({ quantity }) => !isQuantity(quantity))) return 'quantity';
  return new Set(all.map(optionsKey)).size < rows.length ? 'alike' : null;
}

/** The variants as the catalog API takes them; only for input without errors. */
export function toVariants(input: VariantsInput): VariantInput[] {
  return input.rows.map((row) => ({
    ...(row.variantId && { variant_id: row.variantId }),
    options: optionsOf(input, row),
    price: { amount: normalizeNumber(row.price), currency: 'INR' },
    quantity: Number(normalizeNumber(row.quantity)),
  }));
}

/** The saved variants as they are typed. */
export function toInput(saved: readonly Variant[]): VariantsInput {
  const known = [...new Set(saved.flatMap(({ options }) => Object.keys(options)))];
  if (known.length === 0) return NO_VARIANTS;
  const names = [...known, ...NAMES.slice(known.length)];
  const rows = saved.map((one) => ({
    variantId: one.variant_id,
    values: names.map((name) => one.options[name] ?? ''),
    price: one.price.amount.replace(/\.0+$/, ''),
    quantity: String(one.quantity),
  }));
  return { names, rows };
}

/** The rows with the ids of the variants that a save created from them. */
export function withSavedIds(input: VariantsInput, saved: readonly Variant[]): VariantsInput {
  const rows = input.rows.map((row) => {
    if (row.variantId) return row;
    const key = optionsKey(optionsOf(input, row));
    const found = saved.find((one) => optionsKey(one.options) === key);
    return found ? { ...row, variantId: found.variant_id } : row;
  });
  return { ...input, rows };
}

/** What makes a variant another one, however it is written. */
function meaningOf({ variant_id: id, options, price, quantity }: VariantInput): string {
  const pairs = Object.entries(options).map((pair) => pair.map((text) => text.normalize()));
  return JSON.stringify([id, pairs.sort(), Number(price.amount), quantity]);
}

function isSame(typed: readonly VariantInput[], saved: readonly VariantInput[]): boolean {
  const meanings = saved.map(meaningOf);
  return typed.length === saved.length && typed.every((one, at) => meaningOf(one) === meanings[at]);
}

/**
 * What to show when these variants are saved: what is typed stays as it is written while it is
 * unsaved, incomplete, or the same; else the variants were changed elsewhere, and are shown so.
 */
export function inStep(
  typed: VariantsInput,
  saved: readonly Variant[],
  isUnsaved: boolean,
): VariantsInput {
  const kept = withSavedIds(typed, saved);
  if (isUnsaved || variantsError(kept) !== null) return kept;
  const shown = toInput(saved);
  return isSame(toVariants(kept), toVariants(shown)) ? kept : shown;
}
