import { Link } from '@tanstack/react-router';
import { ArrowRight, ExternalLink, RotateCcw } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, buttonClass } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { paths } from '@/config/paths';
import { formatMoment } from '@/lib/format';
import { PlatformMark } from '@/platforms/platform-mark';
import type { PostActions } from '../api/posts';
import { isInFlight } from '../api/publications';
import type { Part, Publication, Target } from '../api/types';
import { ListingOperations } from './listing-operations';
import { lookOf, STEPS } from './publication-look';
import { UnpublishedReason } from './publication-standing';

interface TargetRowProps {
  /** The post of the target. */
  postId: string;
  target: Target;
  name: string;
  /** What its buttons are about: the platform, and which of its accounts if it has several. */
  label: string;
  actions: PostActions;
  onUpdate: (publicationId: string, overwrite?: Part[]) => void;
  onRetry: (publicationIds: string[]) => void;
  /** Renders the remedy for a failure of this target. */
  renderFix: (target: Target, label: string) => ReactNode;
  note: string | null;
}

/** One place of a post: how the product stands there, with its link or a remedy. */
export function TargetRow({ postId, name, ...details }: TargetRowProps) {
  const { target, label } = details;
  const { publication } = target;
  return (
    <li
      data-platform={target.platform}
      data-account={target.account?.id}
      data-status={publication?.status ?? 'planned'}
      className="grid gap-3 border-line border-t-2 py-5"
    >
      <Headline {...{ target, name, label }} />
      {publication && publication.post_id !== postId ? (
        <TakenOver {...{ publication, label }} />
      ) : (
        publication && <Details {...details} publication={publication} />
      )}
    </li>
  );
}

function Headline({ target, name, label }: Pick<TargetRowProps, 'target' | 'name' | 'label'>) {
  const { t } = useTranslation();
  const { publication, account } = target;
  const { Icon, tone, status } = lookOf(publication);
  const since = status === 'confirmed' ? publication?.live_since : null;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
      <PlatformMark platform={target.platform} muted={status === 'planned'} />
      <div className="min-w-60 flex-1">
        <h2 className="font-bold text-lead">{name}</h2>
        {account && <p className="text-fine text-soft">{account.name}</p>}
        <p className={cx('flex items-center gap-1.5 font-bold', tone)}>
          <Icon
            key={status}
            aria-hidden
            className={cx(
              'size-5 shrink-0',
              status === 'claimed' ? 'animate-spin' : 'animate-press',
            )}
          />
          {since
            ? t('board.liveSince', { when: formatMoment(since) })
            : t(`board.status.${status}`)}
        </p>
      </div>
      {publication && isInFlight(publication) && status !== 'unknown' && (
        <Steps publication={publication} />
      )}
      {status === 'confirmed' && publication?.url && (
        <OpenLink url={publication.url} label={label} />
      )}
    </div>
  );
}

function OpenLink({ url, label }: { url: string; label: string }) {
  const { t } = useTranslation();
  return (
    <a href={url} target="_blank" rel="noreferrer" className={buttonClass('calm')}>
      {t('board.open', { platform: label })}
      <ExternalLink aria-hidden className="size-5" />
    </a>
  );
}

function Steps({ publication }: { publication: Publication }) {
  const { t } = useTranslation();
  const { step } = lookOf(publication);
  return (
    <span role="img" aria-label={t('board.step', { step, steps: STEPS })} className="flex gap-1.5">
      {Array.from({ length: STEPS }, (_, index) => index + 1).map((one) => (
        <span key={one} className={cx('size-3 rotate-45', one <= step ? 'bg-indigo' : 'bg-well')} />
      ))}
    </span>
  );
}

/** A later post sent the product to this place: what can be done there is done at that post. */
function TakenOver({ publication, label }: { publication: Publication; label: string }) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4">
      <p className="text-soft">{t('board.takenOver')}</p>
      <Link
        to={paths.post}
        params={{ postId: publication.post_id }}
        aria-label={`${t('board.laterPost')}: ${label}`}
        className={buttonClass('plain', '-mx-3')}
      >
        {t('board.laterPost')}
        <ArrowRight aria-hidden className="size-5 rtl:-scale-x-100" />
      </Link>
    </div>
  );
}

interface DetailsProps extends Omit<TargetRowProps, 'postId' | 'name'> {
  publication: Publication;
}

/** What can be done with the publication, as it stands. */
function Details({ publication, label, actions, note, onUpdate, ...rest }: DetailsProps) {
  const common = { publication, label, actions };
  switch (publication.status) {
    case 'confirmed': {
      const fix = rest.renderFix(rest.target, label);
      return <ListingOperations {...{ publication, actions, onUpdate, note, fix }} name={label} />;
    }
    case 'failed':
      return <Failed {...common} {...rest} />;
    case 'unknown':
      return <Unknown {...common} />;
    default:
      return <UnpublishedReason publication={publication} />;
  }
}

type FailedProps = Omit<DetailsProps, 'note' | 'onUpdate'>;

function Failed({ publication, target, label, actions, onRetry, renderFix }: FailedProps) {
  const { t } = useTranslation();
  const id = useId();
  const { can_retry: canRetry, publication_id: publicationId } = publication;
  return (
    <div className="grid gap-3 rounded-stamp bg-madder-wash p-4">
      <div>
        <p className="font-bold text-madder">{publication.reason}</p>
        <p>{publication.remedy}</p>
        {!canRetry && (
          <p id={id} className="text-soft">
            {t('board.noRetry')}
          </p>
        )}
      </div>
      <div className="flex flex-wrap gap-3">
        <Button
          look="warn"
          className="border-2 border-madder"
          aria-label={`${t('board.retry')}: ${label}`}
          aria-describedby={canRetry ? undefined : id}
          disabled={!canRetry}
          busy={actions.retry.isPending}
          icon={<RotateCcw aria-hidden className="size-5" />}
          onClick={() => onRetry([publicationId])}
        >
          {t('board.retry')}
        </Button>
        {renderFix(target, label)}
      </div>
    </div>
  );
}

function Unknown({
  publication,
  label,
  actions,
}: Pick<DetailsProps, 'publication' | 'label' | 'actions'>) {
  const { t } = useTranslation();
  const id = useId();
  const { needs_review: needsReview, publication_id: publicationId, url } = publication;
  const busy = actions.resolve.isPending;
  const settle = (isThere: boolean) => actions.resolve.mutate({ id: publicationId, isThere });
  return (
    <div className="grid gap-3 rounded-stamp bg-turmeric-wash p-4">
      <div id={id}>
        <p className="font-bold text-turmeric-ink">
          {publication.reason ?? t('board.unknownTitle', { platform: label })}
        </p>
        <p>{needsReview ? (publication.remedy ?? t('board.unknownBody')) : t('board.lookingUp')}</p>
      </div>
      <div className="flex flex-wrap gap-3">
        {needsReview && url && <OpenLink {...{ url, label }} />}
        {needsReview && (
          <>
            <Button
              busy={busy}
              aria-label={`${t('board.isThere')}: ${label}`}
              onClick={() => settle(true)}
            >
              {t('board.isThere')}
            </Button>
            <Button
              busy={busy}
              aria-label={`${t('board.isNotThere')}: ${label}`}
              onClick={() => settle(false)}
            >
              {t('board.isNotThere')}
            </Button>
          </>
        )}
        <Button disabled aria-describedby={id} aria-label={`${t('board.retry')}: ${label}`}>
          {t('board.retry')}
        </Button>
      </div>
    </div>
  );
}
