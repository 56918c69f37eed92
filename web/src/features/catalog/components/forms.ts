/** The forms that a piece comes in, as they are typed and as they are sent. */
import type { NewProduct } from '@/api/shapes';
import { plainNumber } from '@/lib/plain-number';

export type Variant = NonNullable<NewProduct['variants']>[number];

/** One form as it is typed: a value for each name, and its own price and number. */
export interface FormRow {
  values: readonly string[];
  price: string;
  quantity: string;
}

/** What differs, such as size and colour, and the forms; no rows = it comes in one form only. */
export interface Forms {
  names: readonly [string, string];
  rows: readonly FormRow[];
}

export type FormsTrouble = 'names' | 'values' | 'price' | 'quantity' | 'alike';

export const NO_FORMS: Forms = { names: ['', ''], rows: [] };
/** The catalogue takes a hundred. */
export const FORMS_MOST = 100;
export const WORDS_MOST = 45;

const PRICE = /^\d{1,9}(\.\d{1,2})?$/;
const QUANTITY = /^\d{1,6}$/;

/** The names that are filled in, each with its place among a row's values. */
export function namesOf({ names }: Forms): { name: string; index: number }[] {
  return names
    .map((name, index) => ({ name: name.trim(), index }))
    .filter(({ name }) => name !== '');
}

const marked = (forms: Forms, { values }: FormRow) =>
  namesOf(forms).map(({ index }) => (values[index] ?? '').trim().toLowerCase());

/** What keeps the forms from being sent, the first of it; null = nothing. */
export function troubleOf(forms: Forms): FormsTrouble | null {
  const { rows } = forms;
  if (rows.length === 0) return null;
  const names = namesOf(forms).map(({ name }) => name.toLowerCase());
  if (names.length === 0 || new Set(names).size < names.length) return 'names';
  const marks = rows.map((row) => marked(forms, row));
  if (marks.some((values) => values.includes(''))) return 'values';
  if (rows.some(({ price }) => !PRICE.test(plainNumber(price)))) return 'price';
  if (rows.some(({ quantity }) => !QUANTITY.test(plainNumber(quantity)))) return 'quantity';
  const different = new Set(marks.map((values) => JSON.stringify(values)));
  return different.size < rows.length ? 'alike' : null;
}

/** The forms as the catalogue takes them; only for forms without trouble. */
export function variantsOf(forms: Forms): Variant[] {
  return forms.rows.map(({ values, price, quantity }) => ({
    options: Object.fromEntries(
      namesOf(forms).map(({ name, index }) => [name, (values[index] ?? '').trim()]),
    ),
    price: { amount: plainNumber(price), currency: 'INR' },
    quantity: Number(plainNumber(quantity)),
  }));
}
