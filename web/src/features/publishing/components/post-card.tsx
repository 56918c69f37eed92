import { useTranslation } from 'react-i18next';
import { Picture } from '@/components/ui/picture';
import { formatMoment } from '@/lib/format';
import { PlatformMark } from '@/platforms/platform-mark';
import type { Post, Target } from '../api/types';
import { isLive, lookOf } from './publication-look';
import { targetLabel } from './target-label';

/** A post in a list: its picture, and the status of each target. */
export function PostCard({ post, nameOf }: { post: Post; nameOf: (platform: string) => string }) {
  const { t } = useTranslation();
  const done = post.targets.filter(isLive).length;
  return (
    <article className="grid gap-3">
      <Picture
        src={post.thumbnail_url ?? undefined}
        alt=""
        loading="lazy"
        className="aspect-4/5 w-full rounded-cut object-cover transition-transform duration-500 group-hover:scale-[1.015]"
      />
      <div>
        <h2 className="line-clamp-2 font-bold text-lead group-hover:underline">{post.title}</h2>
        <p className="text-fine text-soft">
          {post.status === 'draft'
            ? t('board.draft')
            : t('board.summary', { done, all: post.targets.length })}
          {post.published_at && ` · ${formatMoment(post.published_at)}`}
        </p>
      </div>
      <ul className="flex flex-wrap gap-x-1 gap-y-2 sm:gap-x-2">
        {post.targets.map((target) => (
          <TargetBadge
            key={`${target.platform} ${target.account?.id}`}
            target={target}
            name={targetLabel(post, target, nameOf)}
          />
        ))}
      </ul>
    </article>
  );
}

function TargetBadge({ target, name }: { target: Target; name: string }) {
  const { t } = useTranslation();
  const { Icon, tone, status } = lookOf(target.publication);
  return (
    <li className="relative pr-1 pb-1.5" title={name}>
      <PlatformMark platform={target.platform} size="small" muted={!isLive(target)} />
      <Icon
        aria-hidden
        className={`absolute right-0 bottom-0 size-4 rounded-full bg-page ${tone}`}
      />
      <span className="sr-only">
        {name}: {t(`board.status.${status}`)}
      </span>
    </li>
  );
}
