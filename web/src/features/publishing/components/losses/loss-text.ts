import { useTranslation } from 'react-i18next';
import { formatList } from '@/lib/format-list';
import type { PlaceLosses } from '../../api/losses';
import type { PlaceLoss } from '../../api/types';
import { withMoney } from '../differences/there';

const OPTION = /^(.+?): (.+)$/;
const OF = /^(\d+)\/(\d+)$/;

/** The slots of a sentence about a loss, from the words that are lost. */
function slots({ part, detail }: PlaceLoss): Record<string, string | number> {
  const [, some = 0, all = 0] = (OF.exec(detail) ?? []).map(Number);
  if (part === 'photos') return { missing: all - some, all };
  if (part === 'sharpness') return { has: some, least: all };
  if (part === 'price') return { detail: detail.split(', ').map(withMoney).join(', ') };
  const [, option = detail, values = detail] = OPTION.exec(detail) ?? [];
  return { detail, option, values };
}

/** What is lost: in a few words, and in full. */
export function useLossText() {
  const { t } = useTranslation();
  const named = (loss: PlaceLoss) => t(`losses.part.${loss.part}`, slots(loss));
  return {
    inShort: (losses: readonly PlaceLoss[]) => formatList([...new Set(losses.map(named))]),
    inFull: (loss: PlaceLoss) => t(`losses.full.${loss.part}`, slots(loss)),
  };
}

/** Places of which the same is lost are named together. */
export function alike(
  all: readonly PlaceLosses[],
  labelOf: (there: PlaceLosses) => string,
): { labels: string[]; losses: readonly PlaceLoss[] }[] {
  const found = new Map<string, { labels: string[]; losses: readonly PlaceLoss[] }>();
  for (const there of all) {
    const key = JSON.stringify(there.losses.map(({ part, detail }) => [part, detail]));
    const group = found.get(key) ?? { labels: [], losses: there.losses };
    group.labels.push(labelOf(there));
    found.set(key, group);
  }
  return [...found.values()];
}
