import { useQuery } from '@tanstack/react-query';
import { Feather } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { formatCost } from '@/lib/format';
import { budgetOptions } from '../../api/jobs';
import type { Draft } from '../../api/types';

const WRITERS = ['facts', 'gemini', 'claude', 'gpt'] as const;

/** The model that wrote the copy, a note if it was a fallback, and the cost. */
export function WriterNote({ draft }: { draft: Draft }) {
  const { t } = useTranslation();
  const { writer } = draft;
  const name = WRITERS.find((one) => one === writer.name);
  if (!name) return null;
  return (
    <div className="grid gap-1 text-soft">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Feather aria-hidden className="size-5" />
        <span className="font-bold">{t(`copy.writer.${name}`)}</span>
        {writer.model && <span className="text-fine">{writer.model}</span>}
      </p>
      {writer.note && <p className="text-fine">{writer.note}</p>}
      <DraftCost draft={draft} />
    </div>
  );
}

function DraftCost({ draft }: { draft: Draft }) {
  const { t } = useTranslation();
  const { data: budget } = useQuery(budgetOptions);
  const { spent, currency } = draft.cost;
  const free = Number(spent) === 0;
  const left = budget && Math.max(0, Number(budget.limit) - Number(budget.spent));
  return (
    <p className="text-fine">
      {free ? t('cost.nothing') : t('cost.draft', { cost: formatCost(spent, currency) })}
      {left !== undefined && budget && (
        <> · {t('cost.left', { cost: formatCost(String(left), budget.currency) })}</>
      )}
    </p>
  );
}
