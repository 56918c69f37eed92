import { useTranslation } from 'react-i18next';
import type { components } from '@/api/schema';
import type { Money } from '@/lib/format';
import { languageAttributes } from '@/lib/languages';
import { FeedPreview, ShopPreview } from './default-previews';
import { byPlatform, type PlatformPreview, type PreviewProps } from './platform';

type Capabilities = components['schemas']['CapabilitiesRead'];

/** A platform without a preview in its folder gets a default one. */
const PREVIEWS = byPlatform(
  import.meta.glob<PlatformPreview>('./*/preview.tsx', { eager: true, import: 'Preview' }),
);

interface PreviewFrameProps extends Omit<PreviewProps, 'words'> {
  channel: Pick<Capabilities, 'platform' | 'name'> & Partial<Pick<Capabilities, 'needs'>>;
  words: PreviewProps['words'] | undefined;
  money?: Money;
}

/** The post as the platform would show it. */
export function Preview({ channel, words, ...rest }: PreviewFrameProps) {
  const { t } = useTranslation();
  if (!words) return null;
  const Plain = channel.needs?.includes('price') ? ShopPreview : FeedPreview;
  const Mock = PREVIEWS.get(channel.platform) ?? Plain;
  return (
    <figure className="grid content-start gap-3">
      <figcaption className="text-fine text-soft">
        {t('preview.label', { platform: channel.name })}
      </figcaption>
      <div
        dir={languageAttributes(words.language).dir}
        className="overflow-hidden rounded-stamp bg-sheet shadow-lift"
      >
        <Mock words={words} {...rest} />
      </div>
    </figure>
  );
}
