import { useMemo, useRef, useState } from 'react';

export interface Selection {
  chosen: ReadonlySet<string>;
  /** Select or deselect one; with `extend`, select all from the last one to this. */
  toggle: (id: string, extend?: boolean) => void;
  all: () => void;
  clear: () => void;
}

/** The selected ids of a list; ids that leave the list are deselected. */
export function useSelection(ids: readonly string[]): Selection {
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const anchor = useRef<string | null>(null);
  const chosen = useMemo(() => new Set(ids.filter((id) => picked.has(id))), [ids, picked]);
  const toggle = (id: string, extend = false) => {
    const next = new Set(chosen);
    if (extend) for (const one of between(ids, anchor.current ?? id, id)) next.add(one);
    else if (!next.delete(id)) next.add(id);
    anchor.current = id;
    setPicked(next);
  };
  return {
    chosen,
    toggle,
    all: () => setPicked(new Set(ids)),
    clear: () => setPicked(new Set()),
  };
}

function between(ids: readonly string[], one: string, other: string): readonly string[] {
  const [start, end] = [ids.indexOf(one), ids.indexOf(other)].sort((a, b) => a - b);
  return start === undefined || end === undefined || start < 0
    ? [other]
    : ids.slice(start, end + 1);
}
