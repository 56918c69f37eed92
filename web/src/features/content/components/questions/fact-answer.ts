/** Turns the artisan's answer into a fact. */
import { PRODUCT_LIMITS } from '@/config/limits';
import { isPrice, isQuantity, normalizeNumber } from '@/lib/typed-number';
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
/** A fact that is a text with a length of its own. */
type TextName = Exclude<FactName, 'materials' | 'price' | 'quantity'>;

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

/** The materials with those of the answer; null where they are too many, or one is too long. */
function materialsWith(known: readonly string[], answer: string): string[] | null {
  const fresh = answer.split(/[,،]/).map((one) => one.trim());
  const all = [...new Set([...known, ...fresh.filter(Boolean)])];
  const isTooLong = all.some((one) => one.length > PRODUCT_LIMITS.material);
  return isTooLong || all.length > PRODUCT_LIMITS.materials ? null : all;
}

function textOf(name: TextName, text: string): Facts | null {
  return text.length > PRODUCT_LIMITS[name] ? null : { [name]: text };
}

/** The change of the facts by an answer; null if it is not valid for that fact. */
export function factChange(facts: Facts, name: FactName, answer: string): Facts | null {
  const text = answer.trim();
  const number = normalizeNumber(text);
  switch (name) {
    case 'price':
      return isPrice(text) ? { price: { amount: number, currency: 'INR' } } : null;
    case 'quantity':
      return isQuantity(text) ? { quantity: Number(number) } : null;
    case 'materials': {
      const materials = materialsWith(facts.materials ?? [], text);
      return materials && { materials };
    }
    case 'story':
      return textOf(name, [facts.story, text].filter(Boolean).join('\n'));
    default:
      return textOf(name, text);
  }
}
