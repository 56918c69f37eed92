import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { PenLine, Plug, Plus } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { buttonClass } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { Page } from '@/components/ui/page';
import { Picture } from '@/components/ui/picture';
import { Skeleton } from '@/components/ui/skeleton';
import { paths } from '@/config/paths';
import { productOptions } from '@/features/catalog/api/products';
import type { Product } from '@/features/catalog/api/types';
import { channelsOptions, connectionsOptions } from '@/features/channels/api/channels';
import type { Capabilities } from '@/features/channels/api/types';
import { draftIdOptions, draftOptions } from '@/features/content/api/drafts';
import type { Draft } from '@/features/content/api/types';
import { LiveNote } from '@/features/conversations/components/live-note';
import { renditionUrl, usePhotos } from '@/features/media/api/get-photo';
import type { Photo } from '@/features/media/api/types';
import { postOptions } from '@/features/publishing/api/posts';
import type { Post, Target } from '@/features/publishing/api/types';
import { StatusBoard } from '@/features/publishing/components/status-board';
import { formatMoment } from '@/lib/format';
import { loadStrings } from '@/lib/i18n';

const NO_PHOTOS: string[] = [];

/** The section is below the status board, so it and its strings load later. */
const ManualPostSection = lazy(async () => {
  const [section] = await Promise.all([import('./manual-post-section'), loadStrings('channels')]);
  return { default: section.ManualPostSection };
});

export function PostRoute() {
  const { t } = useTranslation();
  const { postId } = useParams({ from: '/signed-in/posts/$postId' });
  const { data: post, error, refetch } = useQuery(postOptions(postId));
  if (post) return <PostPage post={post} />;
  return (
    <Page title={t('home.title')}>
      {error ? (
        <Failure error={error} onRetry={refetch} />
      ) : (
        <Skeleton label={t('common.loading')} className="h-96" />
      )}
    </Page>
  );
}

function PostPage({ post }: { post: Post }) {
  const { t } = useTranslation();
  const { data: channels = [] } = useQuery(channelsOptions);
  const nameOf = (platform: string) =>
    channels.find((one) => one.platform === platform)?.name ?? platform;
  const { data: product } = useQuery(productOptions(post.product_id));
  const draft = useDraftOf(product);
  const photos = usePhotos(product?.photo_ids ?? NO_PHOTOS);
  const published = post.published_at;
  return (
    <Page
      title={post.title}
      lead={published && t('board.published', { when: formatMoment(published) })}
    >
      <div className="grid gap-8 md:grid-cols-[minmax(0,5fr)_minmax(0,6fr)] md:gap-12">
        <div className="grid content-start gap-4">
          <LargePicture post={post} alt={draft?.copy.alt_text} photo={photos[0]} />
          <LiveNote />
        </div>
        <div className="grid content-start gap-6">
          <StatusBoard
            post={post}
            nameOf={nameOf}
            renderFix={(target, label) => <FixLink {...{ post, target, label }} />}
            noteOf={(target) => editUnsupportedReason(target, channels)}
          />
          {product && draft && channels.some((one) => one.manual_post !== null || one.sheet) && (
            <Suspense>
              <ManualPostSection {...{ channels, product, draft, photos }} />
            </Suspense>
          )}
          <div className="-mx-3 flex flex-wrap gap-x-3">
            <Link
              to={paths.product}
              params={{ productId: post.product_id }}
              className={buttonClass('plain')}
            >
              <PenLine aria-hidden className="size-5" />
              {t('board.toProduct')}
            </Link>
            {post.status === 'settled' && (
              <Link to={paths.newPost} className={buttonClass('plain')}>
                <Plus aria-hidden className="size-5" />
                {t('board.another')}
              </Link>
            )}
          </div>
        </div>
      </div>
    </Page>
  );
}

/** The words about a product; none while it is in the trash. */
function useDraftOf(product: Product | undefined): Draft | undefined {
  const isKept = product !== undefined && product.status !== 'archived';
  const { data: draftId } = useQuery({
    ...draftIdOptions(product?.product_id ?? ''),
    enabled: isKept,
  });
  const { data: draft } = useQuery({
    ...draftOptions(draftId ?? ''),
    enabled: draftId !== undefined,
  });
  return draft;
}

/** The platform's reason why its listing can be neither updated nor unpublished. */
function editUnsupportedReason(target: Target, channels: readonly Capabilities[]): string | null {
  const { publication } = target;
  if (publication?.can_update || publication?.can_unpublish) return null;
  const features = channels.find((one) => one.platform === target.platform)?.features;
  return features?.['edit']?.reason || features?.['delete']?.reason || null;
}

interface LargePictureProps {
  post: Post;
  alt: string | undefined;
  photo: Photo | undefined;
}

/** The largest rendition; the thumbnail until the photo is loaded. */
function LargePicture({ post, alt, photo }: LargePictureProps) {
  return (
    <Picture
      src={renditionUrl(photo, 'web') ?? post.thumbnail_url ?? undefined}
      alt={alt || post.title}
      className="max-h-[75dvh] w-full rounded-cut object-contain"
    />
  );
}

interface FixLinkProps {
  post: Post;
  target: Target;
  /** The name of the place. */
  label: string;
}

/** A link to the remedy: to the connections if the account is not connected, else to the product. */
function FixLink({ post, target, label }: FixLinkProps) {
  const { t } = useTranslation();
  const { data: connections } = useQuery(connectionsOptions);
  const isConnected = connections?.some(
    ({ platform, account, status }) =>
      platform === target.platform && account.id === target.account?.id && status === 'connected',
  );
  if (isConnected === false) {
    return (
      <Link
        to={paths.connections}
        hash={target.platform}
        aria-label={`${t('place.fixConnection')}: ${label}`}
        className={buttonClass('plain')}
      >
        <Plug aria-hidden className="size-5" />
        {t('place.fixConnection')}
      </Link>
    );
  }
  return (
    <Link
      to={paths.product}
      params={{ productId: post.product_id }}
      className={buttonClass('plain')}
    >
      <PenLine aria-hidden className="size-5" />
      {t('board.fix')}
    </Link>
  );
}
