import { Download, ExternalLink } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Assistance } from '@/api/channels';
import { buttonClass } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Drawer } from '@/components/ui/drawer';
import { Notice } from '@/components/ui/notice';
import { Picture } from '@/components/ui/picture';
import { formatMoney } from '@/lib/format';

interface AssistDrawerProps {
  assist: Assistance;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** What to open, and what to copy there, in the order in which the form asks for it. */
export function AssistDrawer({ assist, open, onOpenChange }: AssistDrawerProps) {
  const { t } = useTranslation();
  const { place, price } = assist;
  return (
    <Drawer
      open={open}
      onOpenChange={onOpenChange}
      title={t('assist.title', { place })}
      lead={t('assist.lead', { place })}
    >
      <a
        href={assist.open_url}
        target="_blank"
        rel="noreferrer"
        className={buttonClass('main', 'justify-self-start')}
      >
        {t('assist.open', { place })}
        <ExternalLink aria-hidden className="size-5" />
      </a>
      {assist.shortened.length > 0 && (
        <Notice tone="hint" title={t('assist.shortened', { place })} />
      )}
      <ToCopy label={t('copy.headline')} shown={assist.title} text={assist.title} />
      <ToCopy label={t('facts.price')} shown={formatMoney(price)} text={price.amount} />
      <ToCopy label={t('copy.text')} shown={assist.text_to_copy} text={assist.text_to_copy} />
      <Pictures urls={assist.pictures} />
    </Drawer>
  );
}

function ToCopy({ label, shown, text }: { label: string; shown: string; text: string }) {
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
    <section aria-label={t('assist.pictures')} className="grid gap-2 border-line border-t pt-4">
      <h3 className="font-bold">{t('assist.pictures')}</h3>
      <ul className="flex flex-wrap gap-3">
        {urls.map((url, index) => (
          <li key={url}>
            <a
              href={url}
              download
              aria-label={t('assist.picture', { number: index + 1 })}
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
