import { Link } from '@tanstack/react-router';
import { ArrowRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { buttonClass } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { paths } from '@/config/paths';
import { formatMoment } from '@/lib/format';
import { hasPendingOperation, partsToUpdate } from '../api/publications';
import type { Part, Publication } from '../api/types';
import { Differences, isExplained } from './differences/differences';
import { OperationButton, OperationStatus } from './listing-operations';
import { useOldParts } from './old-parts';
import { lookOf } from './publication-look';

interface PublicationStandingProps {
  publication: Publication;
  /** The platform, and which of its accounts if it has several. */
  name: string;
  busy: boolean;
  /** Whether what is on the page cannot be sent as it is. */
  disabled: boolean;
  /** Null where it cannot be updated. */
  onUpdate: ((publicationId: string, overwrite?: Part[]) => void) | null;
  /** Why it is not brought in step with the piece, where it is behind and nobody can. */
  stays: string | null;
  /** What a variant is called, by its SKU. */
  nameOfSku: (sku: string) => string;
}

/** How a product stands in an account where it was sent, with its update and its board. */
export function PublicationStanding(props: PublicationStandingProps) {
  const { publication, name, busy, disabled, onUpdate, stays, nameOfSku } = props;
  return (
    <div className="grid gap-2">
      <State publication={publication} />
      {stays && <p className="text-soft">{stays}</p>}
      <Differences
        {...{ publication, name, busy, nameOfSku }}
        disabled={disabled || !onUpdate}
        onOverwrite={(id, part) => onUpdate?.(id, [part])}
      />
      <Actions {...props} />
    </div>
  );
}

/** Its status, what of it is old, and what is being done there. */
function State({ publication }: Pick<PublicationStandingProps, 'publication'>) {
  const { operation } = publication;
  const { t } = useTranslation();
  const oldParts = useOldParts();
  const { Icon, tone, status } = lookOf(publication);
  const since = status === 'confirmed' ? publication.live_since : null;
  const old = oldPartsOf(publication);
  const isMentioned = operation?.status !== 'confirmed' && !isExplained(publication);
  return (
    <>
      <p role="status" className={cx('flex items-center gap-1.5 font-bold', tone)}>
        <Icon aria-hidden className="size-5 shrink-0" />
        {since ? t('board.liveSince', { when: formatMoment(since) }) : t(`board.status.${status}`)}
      </p>
      {old.length > 0 && (
        <p className="text-turmeric-ink">
          {t('outdated.place', { what: oldParts(old, publication.shown_price) })}
        </p>
      )}
      {operation && isMentioned && <OperationStatus operation={operation} />}
      {status === 'unknown' && publication.needs_review && <p>{t('board.lookThere')}</p>}
    </>
  );
}

/** The parts that are old there and that an update can bring. */
function oldPartsOf(publication: Publication): readonly Part[] {
  return publication.can_update ? partsToUpdate(publication) : [];
}

/** Whether an update can begin: first it must be known that it is this piece. */
function canUpdate(publication: Publication): boolean {
  const { can_update: isAble, can_adopt: isForeign } = publication;
  return isAble && !isForeign && !hasPendingOperation(publication);
}

function Actions({ publication, name, busy, disabled, onUpdate }: PublicationStandingProps) {
  const { t } = useTranslation();
  const isOld = oldPartsOf(publication).length > 0;
  const hasBox = isOld && onUpdate && canUpdate(publication);
  return (
    <div className={cx('flex flex-wrap gap-x-1', !hasBox && '-mx-3')}>
      {onUpdate && canUpdate(publication) && (
        <OperationButton
          kind="update"
          look={isOld ? 'calm' : 'plain'}
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
  );
}

export function hasUnpublishedReason({ status, reason }: Publication): boolean {
  return status === 'unpublished' && reason !== null;
}

/** That what was taken down is sold out, or another reason that is not hers. */
export function UnpublishedReason({ publication }: { publication: Publication }) {
  const { t } = useTranslation();
  const { reason, remedy, is_sold_out: isSoldOut } = publication;
  if (!hasUnpublishedReason(publication)) return null;
  return (
    <p className="text-fine text-soft">
      {isSoldOut ? t('board.soldOut') : `${reason} ${remedy ?? ''}`}
    </p>
  );
}
