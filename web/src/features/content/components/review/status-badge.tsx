import { BadgeCheck, CircleDashed, Feather, PenLine, Stamp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { cx } from '@/components/ui/cx';
import type { DraftStatus } from '../../api/types';

const LOOKS = {
  waiting: { look: 'text-soft', Icon: CircleDashed },
  writing: { look: 'text-soft', Icon: Feather },
  draft: { look: 'text-indigo', Icon: Feather },
  edited: { look: 'text-indigo', Icon: PenLine },
  approved: { look: 'text-leaf', Icon: BadgeCheck },
  rejected: { look: 'text-madder', Icon: Stamp },
} as const;

const STATES: Record<DraftStatus, keyof typeof LOOKS> = {
  waiting_for_photo: 'waiting',
  photo_rejected: 'waiting',
  writing: 'writing',
  ready: 'draft',
  edited: 'edited',
  approved: 'approved',
  rejected: 'rejected',
};

/** The status of a draft as a badge. */
export function StatusBadge({ status }: { status: DraftStatus }) {
  const { t } = useTranslation();
  const state = STATES[status];
  const { look, Icon } = LOOKS[state];
  return (
    <span
      role="status"
      className={cx(
        'inline-flex items-center gap-1.5 rounded-stamp border-2 border-current px-2.5 py-0.5 font-bold',
        look,
      )}
    >
      <Icon aria-hidden className="size-5 shrink-0" />
      {t(`review.status.${state}`)}
    </span>
  );
}
