import { Link } from '@tanstack/react-router';
import { ArrowRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { buttonClass } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { paths } from '@/config/paths';
import { formatMoment } from '@/lib/format';
import type { Publication } from '../api/types';
import { OperationButton, OperationStatus } from './listing-operations';
import { lookOf } from './publication-look';

interface PublicationStandingProps {
  publication: Publication;
  /** The platform, and which of its accounts if it has several. */
  name: string;
  busy: boolean;
  /** Whether what is on the page cannot be sent as it is. */
  disabled: boolean;
  /** Null where it cannot be updated. */
  onUpdate: ((publicationId: string) => void) | null;
}

/** How a product stands in an account where it was sent, with its update and its board. */
export function PublicationStanding(props: PublicationStandingProps) {
  const { publication, name, busy, disabled, onUpdate } = props;
  const { operation } = publication;
  const { t } = useTranslation();
  const { Icon, tone, status } = lookOf(publication);
  const since = status === 'confirmed' ? publication.live_since : null;
  return (
    <div className="grid gap-1">
      <p role="status" className={cx('flex items-center gap-1.5 font-bold', tone)}>
        <Icon aria-hidden className="size-5 shrink-0" />
        {since ? t('board.liveSince', { when: formatMoment(since) }) : t(`board.status.${status}`)}
      </p>
      {operation && operation.status !== 'confirmed' && <OperationStatus operation={operation} />}
      {status === 'unknown' && publication.needs_review && <p>{t('board.lookThere')}</p>}
      <div className="-mx-3 flex flex-wrap gap-x-1">
        {onUpdate && publication.can_update && (
          <OperationButton
            kind="update"
            {...{ name, busy, disabled }}
            onConfirm={() => onUpdate(publication.publication_id)}
          />
        )}
        <Link
          to={paths.post}
          params={{ postId: publication.post_id }}
          aria-label={`${t('board.toBoard')}: ${name}`}
          className={buttonClass('plain')}
        >
          {t('board.toBoard')}
          <ArrowRight aria-hidden className="size-5 rtl:-scale-x-100" />
        </Link>
      </div>
    </div>
  );
}
