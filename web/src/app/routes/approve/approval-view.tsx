import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Picture } from '@/components/ui/picture';
import { Tabs } from '@/components/ui/tabs';
import type { Approval, ApprovalText } from '@/features/content/api/types';
import { formatMoney } from '@/lib/format';
import { languageAttributes, languageInfo } from '@/lib/languages';
import { PlatformMark } from '@/platforms/platform-mark';
import { Preview } from '@/platforms/preview';

/** The photos, and for each platform the preview and the full text. */
export function ApprovalView({ approval }: { approval: Approval }) {
  const { t } = useTranslation();
  const { photos, platforms, sender, price } = approval;
  const [selected, setSelected] = useState('');
  const text = platforms.find((one) => one.platform === selected) ?? platforms[0];
  const tabs = platforms.map(({ platform, name }) => ({
    value: platform,
    label: name,
    mark: <PlatformMark platform={platform} size="small" />,
  }));
  return (
    <>
      <ul className="no-scrollbar -mx-4 flex snap-x gap-4 overflow-x-auto px-4 sm:mx-0 sm:px-0">
        {photos.map((photo) => (
          <li key={photo.url} className="w-full max-w-xl shrink-0 snap-center only:max-w-2xl">
            <Picture
              src={photo.url}
              alt={photo.alt_text}
              width={photo.width}
              height={photo.height}
              className="max-h-[70dvh] w-full rounded-cut object-contain"
            />
          </li>
        ))}
      </ul>
      {text && (
        <Tabs label={t('copy.tabs')} tabs={tabs} value={text.platform} onChange={setSelected}>
          <div className="grid items-start gap-8 md:grid-cols-[minmax(0,1fr)_minmax(0,24rem)]">
            <FullText text={text} />
            <Preview
              channel={text}
              words={text}
              picture={photos[0]?.url}
              alt={photos[0]?.alt_text ?? ''}
              account={sender ?? t('preview.page')}
              price={price && formatMoney(price)}
            />
          </div>
        </Tabs>
      )}
    </>
  );
}

function FullText({ text }: { text: ApprovalText }) {
  const { t } = useTranslation();
  const attributes = languageAttributes(text.language);
  return (
    <section aria-label={t('approval.whole')} className="grid content-start gap-3">
      <p className="text-fine text-soft">
        {t('approval.whole')} · <bdi {...attributes}>{languageInfo(text.language).name}</bdi>
      </p>
      {text.title && (
        <p {...attributes} className="font-black text-head">
          {text.title}
        </p>
      )}
      <p {...attributes} className="max-w-prose whitespace-pre-line">
        {text.text}
      </p>
      {text.tags.length > 0 && (
        <p {...attributes} className="flex flex-wrap gap-1.5">
          {text.tags.map((tag) => (
            <span key={tag} className="rounded-full bg-well px-3 text-fine leading-relaxed">
              {tag}
            </span>
          ))}
        </p>
      )}
    </section>
  );
}
