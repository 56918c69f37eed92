import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import type { Capabilities, Money, PlatformText } from '@/api/shapes';
import { EtsyPreview } from './etsy';
import { FacebookPreview } from './facebook';
import { InstagramPreview } from './instagram';
import { MeeshoPreview } from './meesho';
import { PinterestPreview } from './pinterest';

export interface PreviewProps {
  words: PlatformText;
  picture: string | undefined;
  alt: string;
  account: string;
  price: string | null;
}

const PREVIEWS: Record<string, ComponentType<PreviewProps>> = {
  facebook: FacebookPreview,
  instagram: InstagramPreview,
  etsy: EtsyPreview,
  pinterest: PinterestPreview,
  meesho: MeeshoPreview,
};

interface PreviewFrameProps extends Omit<PreviewProps, 'words'> {
  channel: Capabilities;
  words: PlatformText | undefined;
  money?: Money;
}

/** The post as that platform would show it, in its own arrangement and our own drawing. */
export function Preview({ channel, words, ...rest }: PreviewFrameProps) {
  const { t } = useTranslation();
  const Mock = PREVIEWS[channel.platform];
  if (!Mock || !words) return null;
  return (
    <figure className="grid content-start gap-3">
      <figcaption className="text-fine text-soft">
        {t('preview.label', { platform: channel.name })}
      </figcaption>
      <div className="overflow-hidden rounded-stamp bg-sheet shadow-lift">
        <Mock words={words} {...rest} />
      </div>
    </figure>
  );
}
