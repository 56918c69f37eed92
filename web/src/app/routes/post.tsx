import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { PenLine, Plug, Plus } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { Capabilities, Draft, Photo, Post, Target } from '@/api/shapes';
import { buttonClass } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { Page } from '@/components/ui/page';
import { Picture } from '@/components/ui/picture';
import { Waiting } from '@/components/ui/waiting';
import { paths } from '@/config/paths';
import { channelsOptions, connectionsOptions } from '@/features/channels/api/channels';
import { draftOptions } from '@/features/content/api/drafts';
import { LiveNote } from '@/features/conversations/components/live-note';
import { renditionUrl, usePhotos } from '@/features/media/api/get-photo';
import { postOptions } from '@/features/publishing/api/posts';
import { StatusBoard } from '@/features/publishing/components/status-board';
import { formatMoment } from '@/lib/format';
import { learn } from '@/lib/i18n';

const NO_PHOTOS: string[] = [];

/** What comes after the board may come later, with its strings. */
const ByHand = lazy(async () => {
  const [hand] = await Promise.all([import('./by-hand'), learn('channels')]);
  return { default: hand.ByHand };
});

export function PostRoute() {
  const { t } = useTranslation();
  const { postId } = useParams({ from: '/inside/posts/$postId' });
  const { data: post, error, refetch } = useQuery(postOptions(postId));
  if (post) return <PostPage post={post} />;
  return (
    <Page title={t('home.title')}>
      {error ? (
        <Failure error={error} onRetry={refetch} />
      ) : (
        <Waiting label={t('common.loading')} className="h-96" />
      )}
    </Page>
  );
}

function PostPage({ post }: { post: Post }) {
  const { t } = useTranslation();
  const { data: channels = [] } = useQuery(channelsOptions);
  const nameOf = (platform: string) =>
    channels.find((one) => one.platform === platform)?.name ?? platform;
  const { data: draft } = useQuery(draftOptions(post.draft_id));
  const photos = usePhotos(draft?.photo_ids ?? NO_PHOTOS);
  const published = post.published_at;
  return (
    <Page
      title={post.title}
      lead={published && t('board.published', { when: formatMoment(published) })}
    >
      <div className="grid gap-8 md:grid-cols-[minmax(0,5fr)_minmax(0,6fr)] md:gap-12">
        <div className="grid content-start gap-4">
          <LargePicture post={post} draft={draft} photo={photos[0]} />
          <LiveNote />
        </div>
        <div className="grid content-start gap-6">
          <StatusBoard
            post={post}
            nameOf={nameOf}
            renderFix={(target) => <Fix post={post} target={target} />}
            noteOf={(target) => whyNotFromHere(target, channels)}
          />
          {draft && channels.some((one) => one.assist !== null || one.sheet) && (
            <Suspense>
              <ByHand {...{ post, channels, draft, photos }} />
            </Suspense>
          )}
          {post.status === 'settled' && (
            <Link to={paths.newPost} className={buttonClass('plain', 'justify-self-start')}>
              <Plus aria-hidden className="size-5" />
              {t('board.another')}
            </Link>
          )}
        </div>
      </div>
    </Page>
  );
}

/** The place's own words on why what is there cannot be changed from here. */
function whyNotFromHere(target: Target, channels: readonly Capabilities[]): string | null {
  if (target.can_change || target.can_withdraw) return null;
  const offers = channels.find((one) => one.platform === target.platform)?.offers;
  return offers?.['edit']?.why || offers?.['delete']?.why || null;
}

interface LargePictureProps {
  post: Post;
  draft: Draft | undefined;
  photo: Photo | undefined;
}

/** The picture as large as there is; the thumbnail until then. */
function LargePicture({ post, draft, photo }: LargePictureProps) {
  return (
    <Picture
      src={renditionUrl(photo, 'web') ?? post.thumbnail_url ?? undefined}
      alt={draft?.copy.alt_text || post.title}
      className="max-h-[75dvh] w-full rounded-cut object-contain"
    />
  );
}

/** A lost connection is mended on its page; anything else in the post itself. */
function Fix({ post, target }: { post: Post; target: Target }) {
  const { t } = useTranslation();
  const { data: connections = [] } = useQuery(connectionsOptions);
  const connection = connections.find((one) => one.platform === target.platform);
  if (connection && connection.status !== 'connected') {
    return (
      <Link to={paths.connections} hash={target.platform} className={buttonClass('plain')}>
        <Plug aria-hidden className="size-5" />
        {t('choose.fixConnection')}
      </Link>
    );
  }
  return (
    <Link to={paths.draft} params={{ draftId: post.draft_id }} className={buttonClass('plain')}>
      <PenLine aria-hidden className="size-5" />
      {t('board.fix')}
    </Link>
  );
}
