/** Prices and quantities as they are typed. */
import { PRODUCT_LIMITS } from '@/config/limits';

const PRICE = /^\d{1,9}(\.\d{1,2})?$/;
const QUANTITY = /^\d{1,6}$/;

/** Digits as any Indian keyboard writes them, with or without ₹ and grouping. */
export function normalizeNumber(text: string): string {
  const latin = text.replace(/[०-९]/g, (digit) => String('०१२३४५६७८९'.indexOf(digit)));
  return latin.replace(/[\s,₹]/g, '');
}

/** Whether it is a price in rupees, which is more than nothing. */
export function isPrice(text: string): boolean {
  const number = normalizeNumber(text);
  return PRICE.test(number) && Number(number) > 0;
}

/** Whether it says how many there are; none is a quantity too. */
export function isQuantity(text: string): boolean {
  const number = normalizeNumber(text);
  return QUANTITY.test(number) && Number(number) <= PRODUCT_LIMITS.quantity;
}
