/** Digits as any Indian keyboard writes them, with or without ₹ and grouping. */
export function normalizeNumber(text: string): string {
  const latin = text.replace(/[०-९]/g, (digit) => String('०१२३४५६७८९'.indexOf(digit)));
  return latin.replace(/[\s,₹]/g, '');
}
