import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Camera } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button, buttonClass } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { Page } from '@/components/ui/page';
import { Section } from '@/components/ui/section';
import { Skeleton } from '@/components/ui/skeleton';
import { paths } from '@/config/paths';
import { channelsOptions } from '@/features/channels/api/channels';
import { useUnfinishedDrafts } from '@/features/content/api/drafts';
import type { Draft } from '@/features/content/api/types';
import { DraftCard } from '@/features/content/components/unfinished/draft-card';
import { renditionUrl, usePhoto } from '@/features/media/api/get-photo';
import { postsOptions } from '@/features/publishing/api/posts';
import type { Post } from '@/features/publishing/api/types';
import { PostCard } from '@/features/publishing/components/post-card';
import { useUser } from '@/lib/session';
import { FirstSteps } from './first-steps';

export function HomeRoute() {
  const { t } = useTranslation();
  const user = useUser();
  const posts = useInfiniteQuery(postsOptions);
  const drafts = useUnfinishedDrafts();
  const unfinished = drafts.data ?? [];
  const isEmpty = posts.data?.length === 0 && drafts.isSuccess && unfinished.length === 0;
  if (isEmpty) return <FirstSteps />;
  return (
    <Page
      title={t('home.title')}
      lead={t('home.hello', { name: user?.name ?? '' })}
      action={
        <Link to={paths.newPost} className={buttonClass('main')}>
          <Camera aria-hidden className="size-6" />
          {t('home.new')}
        </Link>
      }
    >
      {unfinished.length > 0 && (
        <Section title={t('home.unfinished')}>
          <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
            {unfinished.map((draft) => (
              <Unfinished key={draft.draft_id} draft={draft} />
            ))}
          </ul>
        </Section>
      )}
      {posts.error && <Failure error={posts.error} onRetry={posts.refetch} />}
      {posts.isPending && (
        <Skeleton label={t('common.loading')} className="aspect-4/5 w-full sm:w-1/3" />
      )}
      {posts.data && <Posts posts={posts.data} />}
      {posts.hasNextPage && (
        <Button
          className="justify-self-center"
          busy={posts.isFetchingNextPage}
          onClick={() => void posts.fetchNextPage()}
        >
          {t('common.more')}
        </Button>
      )}
    </Page>
  );
}

function Posts({ posts }: { posts: readonly Post[] }) {
  const { data: channels = [] } = useQuery(channelsOptions);
  const nameOf = (platform: string) =>
    channels.find((one) => one.platform === platform)?.name ?? platform;
  return (
    <ul className="grid grid-cols-2 gap-x-4 gap-y-10 sm:gap-x-8 md:grid-cols-3">
      {posts.map((post) => (
        <li key={post.post_id} className="first:col-span-2 md:first:col-span-1">
          <Link
            to={paths.post}
            params={{ postId: post.post_id }}
            className="group block rounded-cut"
          >
            <PostCard post={post} nameOf={nameOf} />
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Unfinished({ draft }: { draft: Draft }) {
  const { data: photo } = usePhoto(draft.photo_ids[0] ?? '');
  return (
    <li>
      <Link
        to={paths.draft}
        params={{ draftId: draft.draft_id }}
        className="block rounded-cut bg-sheet p-3 hover:bg-indigo-wash"
      >
        <DraftCard draft={draft} picture={renditionUrl(photo, 'thumbnail', 'square')} />
      </Link>
    </li>
  );
}
