import { useTranslation } from 'react-i18next';
import { Picture } from '@/components/ui/picture';
import { formatMoment } from '@/lib/format';
import type { Draft } from '../../api/types';

interface DraftCardProps {
  draft: Draft;
  picture: string | undefined;
}

/** An unfinished draft in the list. */
export function DraftCard({ draft, picture }: DraftCardProps) {
  const { t } = useTranslation();
  const title = draft.copy.title || draft.facts.title || t('home.untitled');
  return (
    <span className="flex items-center gap-4">
      <Picture src={picture} alt="" className="size-20 shrink-0 rounded-cut object-cover" />
      <span className="min-w-0">
        <span className="line-clamp-2 font-bold">{title}</span>
        <span className="block text-fine text-soft">{formatMoment(draft.updated_at)}</span>
        <span className="block font-bold text-indigo">{t('home.continue')}</span>
      </span>
    </span>
  );
}
