/** What differs between two states of a draft, field by field. */
import type { Language } from '@/lib/languages';
import type { Copy, Draft } from '../../api/types';

export interface DifferentField {
  path: string;
  language: Language;
  before: string;
  after: string;
}

type State = Pick<Draft, 'languages' | 'copies' | 'platforms'>;

const COPY_FIELDS: readonly (keyof Copy)[] = [
  'title',
  'description',
  'call_to_action',
  'hashtags',
  'alt_text',
];
const TEXT_FIELDS = ['title', 'text', 'tags'] as const;
function toText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.join(' ');
  return String(value);
}

type Compare = (path: string, language: Language, old: unknown, fresh: unknown) => void;

function compareCopies(before: State, after: State, compare: Compare): void {
  for (const code of new Set([...before.languages, ...after.languages])) {
    const [old, fresh] = [before.copies[code], after.copies[code]];
    for (const field of COPY_FIELDS) {
      compare(`copies.${code}.${field}`, code, old?.[field], fresh?.[field]);
    }
  }
}

function compareTexts(before: State, after: State, main: Language, compare: Compare): void {
  for (const name of new Set([...Object.keys(before.platforms), ...Object.keys(after.platforms)])) {
    const [old, fresh] = [before.platforms[name], after.platforms[name]];
    if (!old?.edited && !fresh?.edited) continue;
    const language = fresh?.language ?? main;
    for (const field of TEXT_FIELDS) {
      compare(`platforms.${name}.${field}`, language, old?.[field], fresh?.[field]);
    }
  }
}

/** The changed copy fields and platform texts; platform texts only if edited by hand. */
export function differentFields(before: State, after: State): DifferentField[] {
  const found: DifferentField[] = [];
  const main = after.languages[0] ?? 'en';
  const compare: Compare = (path, language, old, fresh) => {
    const [then, now] = [toText(old), toText(fresh)];
    if (then !== now) found.push({ path, language, before: then, after: now });
  };
  compareCopies(before, after, compare);
  compareTexts(before, after, main, compare);
  return found;
}
