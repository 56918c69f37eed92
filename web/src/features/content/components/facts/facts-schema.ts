/** The facts as they are typed, and as they are sent. */
import * as z from 'zod/mini';
import { normalizeNumber } from '@/lib/normalize-number';
import type { Facts, FactsChanges } from '../../api/types';

const PRICE = /^\d{1,9}(\.\d{1,2})?$/;
const QUANTITY = /^[1-9]\d{0,5}$/;

/** An address that buyers can open: https, with a name of at least two parts. */
export function isLink(text: string): boolean {
  const typed = text.trim();
  if (!URL.canParse(typed) || /\s/.test(typed)) return false;
  const { protocol, hostname } = new URL(typed);
  return protocol === 'https:' && /^[^.]+(\.[^.]+)+$/.test(hostname);
}

const empty = (text: string) => text.trim() === '';
const numeric = (pattern: RegExp) =>
  z.string().check(z.refine((text) => empty(text) || pattern.test(normalizeNumber(text))));

export const factsSchema = z.object({
  title: z.string(),
  craft: z.string(),
  technique: z.string(),
  dimensions: z.string(),
  materials: z.array(z.string()),
  price: numeric(PRICE),
  quantity: numeric(QUANTITY),
  region: z.string(),
  link: z.string().check(z.refine((text) => empty(text) || isLink(text))),
  story: z.string(),
});

export type FactsValues = z.infer<typeof factsSchema>;

export function toValues(facts: Facts): FactsValues {
  return {
    title: facts.title ?? '',
    craft: facts.craft ?? '',
    technique: facts.technique ?? '',
    dimensions: facts.dimensions ?? '',
    materials: facts.materials ?? [],
    price: facts.price?.amount.replace(/\.0+$/, '') ?? '',
    quantity: facts.quantity ? String(facts.quantity) : '',
    region: facts.region ?? '',
    link: facts.link ?? '',
    story: facts.story ?? '',
  };
}

/** What is valid among the values; an empty field takes its fact back. */
export function toFacts(values: FactsValues): FactsChanges {
  const price = normalizeNumber(values.price);
  const quantity = normalizeNumber(values.quantity);
  return {
    title: values.title.trim() || null,
    craft: values.craft.trim() || null,
    technique: values.technique.trim() || null,
    dimensions: values.dimensions.trim() || null,
    materials: values.materials,
    price: PRICE.test(price) ? { amount: price, currency: 'INR' } : null,
    quantity: QUANTITY.test(quantity) ? Number(quantity) : null,
    region: values.region.trim() || null,
    link: isLink(values.link) ? values.link.trim() : null,
    story: values.story.trim() || null,
  };
}
