/** What is on a platform now, as the API tells it, in words for a person. */
import { formatMoney, formatNumber } from '@/lib/format';
import type { Drift, Part } from '../../api/types';

export function isPart(part: Drift['part']): part is Part {
  return part !== 'stock';
}

const MONEY = /(\d+(?:\.\d+)?) ([A-Z]{3})$/;

/** The lines of a part that say something to a person: none of pictures and options. */
export function linesThere({ part, there }: Drift): string[] {
  if (part !== 'price' && part !== 'words') return [];
  const lines = there.split('\n').filter((line) => line.trim() !== '');
  if (part === 'price') return lines.map(withMoney);
  // Title and text, each after the English name of its field.
  return lines.slice(0, 2).map((line) => line.replace(/^(Title|Text): /, ''));
}

/** A line that ends with an amount such as “1400.00 INR”, with the amount as a person writes it. */
export function withMoney(line: string): string {
  return line.replace(MONEY, (_, amount: string, currency: string) =>
    formatMoney({ amount, currency }),
  );
}

/** The numbers there, of which each line has one, such as “DOK-7F3K: 5”. */
export function levelsThere(there: string): { sku: string; count: string }[] {
  return there.split('\n').flatMap((line) => {
    const [, sku, count] = /^(.+): (\d+)$/.exec(line.trim()) ?? [];
    return sku && count ? [{ sku, count: formatNumber(Number(count)) }] : [];
  });
}
