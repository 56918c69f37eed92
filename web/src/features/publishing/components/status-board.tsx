import { RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { lossesOf, type PlaceLosses } from '../api/losses';
import { usePostActions } from '../api/posts';
import type { Part, Post, Target } from '../api/types';
import { useLossesQuestion } from './losses/use-losses-question';
import { isLive } from './publication-look';
import { targetLabel } from './target-label';
import { TargetRow } from './target-row';

interface StatusBoardProps {
  post: Post;
  nameOf: (platform: string) => string;
  renderFix: (target: Target, label: string) => ReactNode;
  /** Why the platform supports no operation on the listing, if so. */
  noteOf: (target: Target) => string | null;
}

const STATUS_TEXT: Record<string, 'board.draft' | 'board.settled'> = {
  draft: 'board.draft',
  settled: 'board.settled',
};

/** The status of every place of a post. */
export function StatusBoard({ post, nameOf, renderFix, noteOf }: StatusBoardProps) {
  const { t } = useTranslation();
  const actions = usePostActions(post);
  const done = post.targets.filter(isLive).length;
  const failed = post.targets.flatMap(({ publication }) =>
    publication?.post_id === post.post_id && publication.can_retry ? [publication] : [],
  );
  const { publish, retry, resolve, update, unpublish } = actions;
  const labelOf = ({ platform, accountId }: PlaceLosses) => {
    const target = post.targets.find(
      (one) => one.platform === platform && one.account?.id === accountId,
    );
    return target ? targetLabel(post, target, nameOf) : nameOf(platform);
  };
  const question = useLossesQuestion(labelOf);
  const onUpdate = (id: string, overwrite?: Part[]) =>
    question.attempt('update', (accepts, onError) =>
      update.mutate({ id, ...(overwrite && { overwrite }), ...accepts }, { onError }),
    );
  const onRetry = (publications: string[]) =>
    question.attempt('publish', (accepts, onError) =>
      retry.mutate({ publications, ...accepts }, { onError }),
    );
  const onPublish = () =>
    question.attempt('publish', (accepts, onError) => publish.mutate(accepts, { onError }));
  const errors = [publish, retry, resolve, update, unpublish].map((one) => one.error);
  const error = errors.find((one) => one && lossesOf(one).length === 0);
  return (
    <section aria-label={t('board.targets')} className="grid content-start gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p role="status" className="text-head">
          <strong className="font-black">
            {t(STATUS_TEXT[post.status] ?? 'board.publishing')}
          </strong>{' '}
          <span className="text-lead text-soft">
            {t('board.summary', { done, all: post.targets.length })}
          </span>
        </p>
        {failed.length > 1 && (
          <Button
            icon={<RotateCcw aria-hidden className="size-5" />}
            busy={actions.retry.isPending}
            onClick={() => onRetry(failed.map((one) => one.publication_id))}
          >
            {t('board.retryAll', { count: failed.length })}
          </Button>
        )}
        {post.status === 'draft' && (
          <Button look="main" busy={actions.publish.isPending} onClick={onPublish}>
            {t('board.publishNow')}
          </Button>
        )}
      </div>
      {error && <Failure error={error} />}
      {question.dialog}
      <ul>
        {post.targets.map((target) => (
          <TargetRow
            key={`${target.platform} ${target.account?.id}`}
            postId={post.post_id}
            target={target}
            name={nameOf(target.platform)}
            label={targetLabel(post, target, nameOf)}
            {...{ actions, onUpdate, onRetry }}
            renderFix={renderFix}
            note={noteOf(target)}
          />
        ))}
      </ul>
    </section>
  );
}
