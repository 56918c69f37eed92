/** The variants of a product, as typed and as sent. */
import { isPrice, isQuantity, normalizeNumber } from '@/lib/typed-number';
import { optionsKey } from '../../api/options-key';
import type { Variant, VariantInput } from '../../api/types';

/** One variant as typed: a value per option name, a price and a quantity. */
export interface VariantRow {
  /** Null until it is saved. */
  variantId: string | null;
  values: readonly string[];
  price: string;
  quantity: string;
  /** The quantity that was shown as the saved one; null before there was one. */
  shown: string | null;
}

/** The option names, such as size and colour, and the variants; no rows = no variants. */
export interface VariantsInput {
  names: readonly string[];
  rows: readonly VariantRow[];
}

export type VariantsError = 'names' | 'values' | 'price' | 'quantity' | 'alike';

/** The option names that can be typed; a variant made elsewhere may have more. */
const NAMES = ['', ''];
type Counted = VariantInput & { quantity: number };

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

function numberIn(text: string): number {
  return Number(normalizeNumber(text));
}

function counted(input: VariantsInput): Counted[] {
  return input.rows.map((row) => ({
    ...(row.variantId && { variant_id: row.variantId }),
    options: optionsOf(input, row),
    price: { amount: normalizeNumber(row.price), currency: 'INR' },
    quantity: numberIn(row.quantity),
  }));
}

/**
 * The variants as the catalog API takes them; only for input without errors. A quantity that she
 * did not change is left out: some may have been sold meanwhile.
 */
export function toVariants(input: VariantsInput): VariantInput[] {
  return counted(input).map(({ quantity, ...one }, index) => {
    const row = input.rows[index];
    return row?.variantId && row.quantity === row.shown ? one : { ...one, quantity };
  });
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
    shown: String(one.quantity),
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

/** The rows with the saved numbers, but for those that she changed and that are not saved yet. */
function withSavedNumbers(input: VariantsInput, saved: readonly Variant[]): VariantsInput {
  const rows = input.rows.map((row) => {
    const found = saved.find((one) => one.variant_id === row.variantId);
    if (!found) return row;
    if (numberIn(row.quantity) === found.quantity) return { ...row, shown: row.quantity };
    const quantity = String(found.quantity);
    return row.quantity === row.shown ? { ...row, quantity, shown: quantity } : row;
  });
  return { ...input, rows };
}

/** What makes a variant another one, however it is written. */
function meaningOf({ variant_id: id, options, price, quantity }: Counted): string {
  const pairs = Object.entries(options).map((pair) => pair.map((text) => text.normalize()));
  return JSON.stringify([id, pairs.sort(), Number(price.amount), quantity]);
}

function isSame(typed: readonly Counted[], saved: readonly Counted[]): boolean {
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
  const kept = withSavedNumbers(withSavedIds(typed, saved), saved);
  if (isUnsaved || variantsError(kept) !== null) return kept;
  const shown = toInput(saved);
  return isSame(counted(kept), counted(shown)) ? kept : shown;
}
