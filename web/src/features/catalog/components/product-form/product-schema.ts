/** The fields of a product as they are typed, and as they are sent. */
import * as z from 'zod/mini';
import { PRODUCT_LIMITS } from '@/config/limits';
import { normalizeNumber } from '@/lib/normalize-number';
import type { ProductChanges } from '../../api/types';

const PRICE = /^\d{1,9}(\.\d{1,2})?$/;
const QUANTITY = /^\d{1,6}$/;

/** An address that buyers can open: https, with a name of at least two parts. */
export function isLink(text: string): boolean {
  const typed = text.trim();
  if (!URL.canParse(typed) || /\s/.test(typed)) return false;
  const { protocol, hostname } = new URL(typed);
  return protocol === 'https:' && /^[^.]+(\.[^.]+)+$/.test(hostname);
}

const isPrice = (text: string) => PRICE.test(text) && Number(text) > 0;
const isQuantity = (text: string) => QUANTITY.test(text) && Number(text) <= PRODUCT_LIMITS.quantity;

const empty = (text: string) => text.trim() === '';
const numeric = (isValid: (text: string) => boolean) =>
  z.string().check(z.refine((text) => empty(text) || isValid(normalizeNumber(text))));

export const productSchema = z.object({
  title: z.string(),
  craft: z.string(),
  technique: z.string(),
  dimensions: z.string(),
  materials: z.array(z.string()),
  price: numeric(isPrice),
  quantity: numeric(isQuantity),
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
  if (name === 'materials') return { materials: values.materials };
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
