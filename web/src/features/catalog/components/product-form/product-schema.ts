/** The fields of a product as they are typed, and as they are sent. */
import * as z from 'zod/mini';
import { isPrice, isQuantity, normalizeNumber } from '@/lib/typed-number';
import type { ProductChanges } from '../../api/types';

/** An address that buyers can open: https, with a name of at least two parts. */
export function isLink(text: string): boolean {
  const typed = text.trim();
  if (!URL.canParse(typed) || /\s/.test(typed)) return false;
  const { protocol, hostname } = new URL(typed);
  return protocol === 'https:' && /^[^.]+(\.[^.]+)+$/.test(hostname);
}

const empty = (text: string) => text.trim() === '';
const numeric = (isValid: (text: string) => boolean) =>
  z.string().check(z.refine((text) => empty(text) || isValid(text)));

export const productSchema = z.object({
  title: z.string(),
  craft: z.string(),
  technique: z.string(),
  dimensions: z.string(),
  materials: z.array(z.string()),
  price: numeric(isPrice),
  quantity: numeric(isQuantity),
  one_of_a_kind: z.boolean(),
  region: z.string(),
  link: z.string().check(z.refine((text) => empty(text) || isLink(text))),
  story: z.string(),
});

export type ProductValues = z.infer<typeof productSchema>;
export type ProductField = keyof ProductValues;

export function toValues(product: ProductChanges): ProductValues {
  return {
    title: product.title ?? '',
    craft: product.craft ?? '',
    technique: product.technique ?? '',
    dimensions: product.dimensions ?? '',
    materials: [...(product.materials ?? [])],
    price: product.price?.amount.replace(/\.0+$/, '') ?? '',
    quantity: product.quantity?.toString() ?? '',
    one_of_a_kind: Boolean(product.one_of_a_kind),
    region: product.region ?? '',
    link: product.link ?? '',
    story: product.story ?? '',
  };
}

/** The fields that cannot be sent as they are typed. */
export function invalidFields(values: ProductValues): ProductField[] {
  const { error } = productSchema.safeParse(values);
  return [...new Set(error?.issues.map((issue) => issue.path[0] as ProductField))];
}

function givenValue(name: ProductField, values: ProductValues): ProductChanges {
  if (name === 'materials' || name === 'one_of_a_kind') return { [name]: values[name] };
  const text = values[name].trim();
  if (text === '') return { [name]: null };
  if (name === 'price') return { price: { amount: normalizeNumber(text), currency: 'INR' } };
  if (name === 'quantity') return { quantity: Number(normalizeNumber(text)) };
  return { [name]: text };
}

/** The change of one field; an empty one empties it, and one that is not valid yet changes nothing. */
export function changeOf(name: ProductField, values: ProductValues): ProductChanges {
  return invalidFields(values).includes(name) ? {} : givenValue(name, values);
}

/** What a field says, however it is written. */
function meaningOf(name: ProductField, values: ProductValues): string {
  if (name === 'materials' || name === 'one_of_a_kind') return JSON.stringify(values[name]);
  const text = values[name].normalize().trim().replace(/\s+/g, ' ');
  const isNumber = name === 'price' || name === 'quantity';
  return isNumber && text !== '' ? String(Number(normalizeNumber(text))) : text;
}

/** The fields in which a product is other than typed; one that is not valid yet is left alone. */
export function changedElsewhere(typed: ProductValues, product: ProductValues): ProductField[] {
  const left = invalidFields(typed);
  return (Object.keys(product) as ProductField[]).filter(
    (name) => !left.includes(name) && meaningOf(name, typed) !== meaningOf(name, product),
  );
}
