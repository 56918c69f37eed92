import { useTranslation } from 'react-i18next';
import type { Capabilities, Connection } from '@/features/channels/api/types';
import type { Draft } from '@/features/content/api/types';
import { renditionUrl } from '@/features/media/api/get-photo';
import type { Photo } from '@/features/media/api/types';
import { formatMoney } from '@/lib/format';
import { Preview } from '@/platforms/preview';

interface DraftPreviewProps {
  channel: Capabilities;
  draft: Draft;
  photo: Photo | undefined;
  connection: Connection | undefined;
}

export function DraftPreview({ channel, draft, photo, connection }: DraftPreviewProps) {
  const { t } = useTranslation();
  return (
    <Preview
      channel={channel}
      words={draft.platforms[channel.platform]}
      picture={renditionUrl(photo, channel.image.rendition, 'square', 'web')}
      alt={draft.copy.alt_text}
      account={connection?.account?.name ?? t('preview.page')}
      price={draft.facts.price ? formatMoney(draft.facts.price) : null}
    />
  );
}
