/** Turns the artisan's answer into a fact. */
import { normalizeNumber } from '@/lib/normalize-number';
import type { Facts } from '../../api/types';

export const FACTS = [
  'materials',
  'technique',
  'craft',
  'dimensions',
  'region',
  'price',
  'quantity',
  'title',
  'story',
] as const;
export type FactName = (typeof FACTS)[number];

const HINTS: [RegExp, FactName][] = [
  [
    /made of|material|fabric|fibre|fiber|silk|cotton|wool|metal|clay|wood|किस चीज़|सामग्री/i,
    'materials',
  ],
  [/how (?:was|is) it made|hand|loom|technique|dye|कैसे बन/i, 'technique'],
  [/large|big|size|wide|tall|long|dimension|measure|कितना बड़|कितनी बड़|चौड़|नाप/i, 'dimensions'],
  [/cost|price|कीमत|दाम/i, 'price'],
  [/how many|stock|pieces|कितने/i, 'quantity'],
  [/where|region|from which|\bGI\b|geographical|कहाँ/i, 'region'],
  [/which craft|craft|शिल्प/i, 'craft'],
  [/called|name|नाम/i, 'title'],
];

/** The fact that a question names, else the one it seems to ask for; the person can change it. */
export function guessFact(question: string, named: string | null = null): FactName {
  const known = FACTS.find((one) => one === named);
  return known ?? HINTS.find(([hint]) => hint.test(question))?.[1] ?? 'story';
}

const PRICE = /^\d{1,9}(\.\d{1,2})?$/;
const QUANTITY = /^[1-9]\d{0,5}$/;

/** The change of the facts by an answer; null if it is not valid for that fact. */
export function factChange(facts: Facts, name: FactName, answer: string): Facts | null {
  const text = answer.trim();
  const number = normalizeNumber(text);
  switch (name) {
    case 'price':
      return PRICE.test(number) ? { price: { amount: number, currency: 'INR' } } : null;
    case 'quantity':
      return QUANTITY.test(number) ? { quantity: Number(number) } : null;
    case 'materials': {
      const fresh = text.split(/[,،]/).map((one) => one.trim());
      return { materials: [...new Set([...(facts.materials ?? []), ...fresh.filter(Boolean)])] };
    }
    case 'story':
      return { story: [facts.story, text].filter(Boolean).join('\n') };
    default:
      return { [name]: text };
  }
}
