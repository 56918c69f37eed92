import { Download, ExternalLink } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { buttonClass } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Drawer } from '@/components/ui/drawer';
import { Notice } from '@/components/ui/notice';
import { Picture } from '@/components/ui/picture';
import { formatMoney } from '@/lib/format';
import type { ManualPost } from '../../api/types';

interface ManualPostDrawerProps {
  manualPost: ManualPost;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** A prepared manual post: the form to open, and the texts and pictures to copy into it. */
export function ManualPostDrawer({ manualPost, open, onOpenChange }: ManualPostDrawerProps) {
  const { t } = useTranslation();
  const { place, price } = manualPost;
  return (
    <Drawer
      open={open}
      onOpenChange={onOpenChange}
      title={t('manualPost.title', { place })}
      lead={t('manualPost.lead', { place })}
    >
      <a
        href={manualPost.open_url}
        target="_blank"
        rel="noreferrer"
        className={buttonClass('main', 'justify-self-start')}
      >
        {t('manualPost.open', { place })}
        <ExternalLink aria-hidden className="size-5" />
      </a>
      {manualPost.shortened.length > 0 && (
        <Notice tone="hint" title={t('manualPost.shortened', { place })} />
      )}
      <CopyField
        label={t('manualPost.headline')}
        shown={manualPost.title}
        text={manualPost.title}
      />
      <CopyField label={t('manualPost.price')} shown={formatMoney(price)} text={price.amount} />
      <CopyField
        label={t('manualPost.text')}
        shown={manualPost.text_to_copy}
        text={manualPost.text_to_copy}
      />
      <Pictures urls={manualPost.pictures} />
    </Drawer>
  );
}

function CopyField({ label, shown, text }: { label: string; shown: string; text: string }) {
  return (
    <section aria-label={label} className="grid gap-2 border-line border-t pt-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h3 className="font-bold">{label}</h3>
        <CopyButton text={text} />
      </div>
      <p className="max-h-60 overflow-y-auto whitespace-pre-line">{shown}</p>
    </section>
  );
}

function Pictures({ urls }: { urls: readonly string[] }) {
  const { t } = useTranslation();
  if (urls.length === 0) return null;
  return (
    <section aria-label={t('manualPost.pictures')} className="grid gap-2 border-line border-t pt-4">
      <h3 className="font-bold">{t('manualPost.pictures')}</h3>
      <ul className="flex flex-wrap gap-3">
        {urls.map((url, index) => (
          <li key={url}>
            <a
              href={url}
              download
              aria-label={t('manualPost.picture', { number: index + 1 })}
              className="grid justify-items-center gap-1 font-bold text-indigo"
            >
              <Picture src={url} alt="" className="size-28 rounded-cut object-cover" />
              <Download aria-hidden className="size-5" />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
