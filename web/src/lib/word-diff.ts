/** A diff of two texts by words. */

export interface DiffPart {
  kind: 'same' | 'gone' | 'new';
  text: string;
}

/** The limit of word pairs to compare; longer texts count as replaced. */
const MAX_PAIRS = 1_000_000;

/** The words with their trailing spaces; joined they are the text. */
function wordsOf(text: string): string[] {
  return text.match(/\s+|\S+\s?/gu) ?? [];
}

/** At `[i][j]`, how many words the texts share in order from word `i` and word `j` on. */
function commonLengths(before: readonly string[], after: readonly string[]): Uint16Array[] {
  let below = new Uint16Array(after.length + 1);
  const table = [below];
  for (const word of before.toReversed()) {
    below = rowAbove(below, word, after);
    table.unshift(below);
  }
  return table;
}

function rowAbove(below: Uint16Array, word: string, after: readonly string[]) {
  const row = new Uint16Array(after.length + 1);
  for (let j = after.length - 1; j >= 0; j -= 1) {
    const same = word === after[j];
    row[j] = same ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
  }
  return row;
}

function diffSteps(before: readonly string[], after: readonly string[]): DiffPart[] {
  const table = commonLengths(before, after);
  const steps: DiffPart[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const kind = kindAt(before[i], after[j], shouldDelete(table, i, j));
    steps.push({ kind, text: (kind === 'new' ? after[j] : before[i]) ?? '' });
    if (kind !== 'new') i += 1;
    if (kind !== 'gone') j += 1;
  }
  return steps;
}

function kindAt(old: string | undefined, fresh: string | undefined, drop: boolean) {
  if (old === fresh) return 'same';
  return drop || fresh === undefined ? 'gone' : 'new';
}

/** Whether deleting the old word keeps a longer common sequence than inserting the new one. */
function shouldDelete(table: readonly Uint16Array[], i: number, j: number): boolean {
  const without = table[i + 1]?.[j];
  return without !== undefined && without >= (table[i]?.[j + 1] ?? 0);
}

/** The parts of the diff; `same` and `new` parts joined are `after`. */
export function wordDiff(before: string, after: string): DiffPart[] {
  if (before === after) return before ? [{ kind: 'same', text: before }] : [];
  const old = wordsOf(before);
  const fresh = wordsOf(after);
  const steps =
    old.length * fresh.length > MAX_PAIRS
      ? [{ kind: 'gone', text: before } as const, { kind: 'new', text: after } as const]
      : diffSteps(old, fresh);
  const found: DiffPart[] = [];
  for (const step of steps) {
    const last = found.at(-1);
    if (last?.kind === step.kind) last.text += step.text;
    else if (step.text) found.push({ ...step });
  }
  return found;
}
