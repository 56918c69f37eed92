import { ExternalLink, RotateCcw } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, buttonClass } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { PlatformMark } from '@/platforms/platform-mark';
import { isInFlight, type PostActions } from '../api/posts';
import type { Target } from '../api/types';
import { ListingOperations } from './listing-operations';
import { lookOf, STEPS } from './target-look';

interface TargetRowProps {
  target: Target;
  name: string;
  actions: PostActions;
  /** Renders the remedy for a failure of this target. */
  renderFix: (target: Target) => ReactNode;
  note: string | null;
}

/** One target: its status, and its link or its error with a remedy. */
export function TargetRow({ target, name, actions, renderFix, note }: TargetRowProps) {
  const { t } = useTranslation();
  const { Icon, tone, status } = lookOf(target);
  return (
    <li
      data-platform={target.platform}
      data-status={target.status}
      className="grid gap-3 border-line border-t-2 py-5"
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <PlatformMark platform={target.platform} muted={target.status === 'planned'} />
        <div className="min-w-40 flex-1">
          <h2 className="font-bold text-lead">{name}</h2>
          <p className={cx('flex items-center gap-1.5 font-bold', tone)}>
            <Icon
              key={target.status}
              aria-hidden
              className={cx(
                'size-5',
                target.status === 'claimed' ? 'animate-spin' : 'animate-press',
              )}
            />
            {t(`board.status.${status}`)}
          </p>
        </div>
        {isInFlight(target) && status !== 'unknown' && <Steps target={target} />}
        {target.status === 'confirmed' && target.url && (
          <a href={target.url} target="_blank" rel="noreferrer" className={buttonClass('calm')}>
            {t('board.open', { platform: name })}
            <ExternalLink aria-hidden className="size-5" />
          </a>
        )}
      </div>
      {target.status === 'confirmed' && <ListingOperations {...{ target, name, actions, note }} />}
      {target.status === 'failed' && <Failed {...{ target, name, actions, renderFix }} />}
      {target.status === 'unknown' && <Unknown {...{ target, name, actions }} />}
    </li>
  );
}

function Steps({ target }: { target: Target }) {
  const { t } = useTranslation();
  const { step } = lookOf(target);
  return (
    <span role="img" aria-label={t('board.step', { step, steps: STEPS })} className="flex gap-1.5">
      {Array.from({ length: STEPS }, (_, index) => index + 1).map((one) => (
        <span key={one} className={cx('size-3 rotate-45', one <= step ? 'bg-indigo' : 'bg-well')} />
      ))}
    </span>
  );
}

function Failed({ target, name, actions, renderFix }: Omit<TargetRowProps, 'note'>) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className="grid gap-3 rounded-stamp bg-madder-wash p-4">
      <div>
        <p className="font-bold text-madder">{target.reason}</p>
        <p>{target.remedy}</p>
        {!target.can_retry && (
          <p id={id} className="text-soft">
            {t('board.noRetry')}
          </p>
        )}
      </div>
      <div className="flex flex-wrap gap-3">
        <Button
          look="warn"
          className="border-2 border-madder"
          aria-label={`${t('board.retry')}: ${name}`}
          aria-describedby={target.can_retry ? undefined : id}
          disabled={!target.can_retry}
          busy={actions.retry.isPending}
          icon={<RotateCcw aria-hidden className="size-5" />}
          onClick={() => actions.retry.mutate([target.platform])}
        >
          {t('board.retry')}
        </Button>
        {renderFix(target)}
      </div>
    </div>
  );
}

function Unknown({ target, name, actions }: Omit<TargetRowProps, 'renderFix' | 'note'>) {
  const { t } = useTranslation();
  const id = useId();
  const settle = (isThere: boolean) =>
    actions.resolve.mutate({ platform: target.platform, isThere });
  return (
    <div className="grid gap-3 rounded-stamp bg-turmeric-wash p-4">
      <div id={id}>
        <p className="font-bold text-turmeric-ink">
          {target.reason ?? t('board.unknownTitle', { platform: name })}
        </p>
        <p>
          {target.needs_review ? (target.remedy ?? t('board.unknownBody')) : t('board.lookingUp')}
        </p>
      </div>
      <div className="flex flex-wrap gap-3">
        {target.needs_review && target.url && (
          <a href={target.url} target="_blank" rel="noreferrer" className={buttonClass('calm')}>
            {t('board.open', { platform: name })}
            <ExternalLink aria-hidden className="size-5" />
          </a>
        )}
        {target.needs_review && (
          <>
            <Button busy={actions.resolve.isPending} onClick={() => settle(true)}>
              {t('board.isThere')}
            </Button>
            <Button busy={actions.resolve.isPending} onClick={() => settle(false)}>
              {t('board.isNotThere')}
            </Button>
          </>
        )}
        <Button disabled aria-describedby={id} aria-label={`${t('board.retry')}: ${name}`}>
          {t('board.retry')}
        </Button>
      </div>
    </div>
  );
}
