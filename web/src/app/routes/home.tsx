import { type UseInfiniteQueryResult, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Camera } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button, buttonClass } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { Page } from '@/components/ui/page';
import { Section } from '@/components/ui/section';
import { Skeleton } from '@/components/ui/skeleton';
import { paths } from '@/config/paths';
import type { Product } from '@/features/catalog/api/types';
import { unfinishedOptions } from '@/features/catalog/api/unfinished';
import { useArchiving } from '@/features/catalog/components/unfinished/archiving';
import { UnfinishedProduct } from '@/features/catalog/components/unfinished/unfinished-product';
import { channelsOptions } from '@/features/channels/api/channels';
import { photoOptions, renditionUrl } from '@/features/media/api/get-photo';
import { postsOptions } from '@/features/publishing/api/posts';
import type { Post } from '@/features/publishing/api/types';
import { PostCard } from '@/features/publishing/components/post-card';
import { useUser } from '@/lib/session';
import { FirstSteps } from './first-steps';

export function HomeRoute() {
  const { t } = useTranslation();
  const user = useUser();
  const posts = useInfiniteQuery(postsOptions);
  const products = useInfiniteQuery(unfinishedOptions);
  const unfinished = products.data ?? [];
  const { archive, archiving, error, note } = useArchiving();
  const isEmpty = posts.data?.length === 0 && products.isSuccess && unfinished.length === 0;
  const archivingNotes = (
    <>
      {error && <Failure error={error} />}
      {note}
    </>
  );
  if (isEmpty) return <FirstSteps>{archivingNotes}</FirstSteps>;
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
      {archivingNotes}
      {products.error && <Failure error={products.error} onRetry={products.refetch} />}
      {unfinished.length > 0 && (
        <Section title={t('home.unfinished')}>
          <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
            {unfinished.map((product) => (
              <Unfinished
                key={product.product_id}
                product={product}
                busy={archiving === product.product_id}
                onDelete={() => archive(product.product_id)}
              />
            ))}
          </ul>
          <More query={products} what={t('home.unfinished')} />
        </Section>
      )}
      {posts.error && <Failure error={posts.error} onRetry={posts.refetch} />}
      {posts.isPending && (
        <Skeleton label={t('common.loading')} className="aspect-4/5 w-full sm:w-1/3" />
      )}
      {posts.data && <Posts posts={posts.data} />}
      <More query={posts} what={t('home.title')} />
    </Page>
  );
}

interface MoreProps {
  query: Pick<UseInfiniteQueryResult, 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'>;
  /** What there is more of. */
  what: string;
}

/** Shows the next page of a list, if there is one. */
function More({ query, what }: MoreProps) {
  const { t } = useTranslation();
  if (!query.hasNextPage) return null;
  return (
    <Button
      className="justify-self-center"
      aria-label={`${t('common.more')}: ${what}`}
      busy={query.isFetchingNextPage}
      onClick={() => void query.fetchNextPage()}
    >
      {t('common.more')}
    </Button>
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

interface UnfinishedProps {
  product: Product;
  busy: boolean;
  onDelete: () => void;
}

function Unfinished({ product, busy, onDelete }: UnfinishedProps) {
  const { t } = useTranslation();
  const [cover] = product.photo_ids;
  const { data: photo } = useQuery({ ...photoOptions(cover ?? ''), enabled: cover !== undefined });
  return (
    <UnfinishedProduct
      {...{ product, busy, onDelete }}
      title={product.title || photo?.filename || t('home.untitled')}
      picture={renditionUrl(photo, 'thumbnail', 'square')}
    />
  );
}
