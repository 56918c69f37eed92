import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Progress } from '@/components/ui/progress';
import { formatBytes, formatNumber } from '@/lib/format';
import { removeTransfer, type Transfer, totalProgress, useTransfers } from '../../api/transfers';
import { pause, resume } from '../../api/upload-queue';
import { UploadRow } from './upload-row';

const MAX_SHOWN = 6;

/** All uploads: the total progress and each one. */
export function UploadTray() {
  const { t } = useTranslation();
  const all = useTransfers();
  const [open, setOpen] = useState(false);
  if (all.length === 0) return null;
  const { files, done, bytes, sent, moving } = totalProgress(all);
  const waiting = all.filter((one) => one.state === 'paused');
  const first = all.toSorted((one, other) => rankOf(one) - rankOf(other));
  const shown = open ? first : first.slice(0, MAX_SHOWN);
  return (
    <section
      aria-label={t('library.uploads')}
      className="grid gap-4 overflow-hidden rounded-stamp bg-sheet p-4 sm:p-5"
    >
      <Progress
        label={t('library.uploadsDone', { done: formatNumber(done), files: formatNumber(files) })}
        text={t('photo.bytes', { sent: formatBytes(sent), size: formatBytes(bytes) })}
        value={sent}
        max={Math.max(1, bytes)}
      />
      <ul className="grid gap-1">
        {shown.map((one) => (
          <UploadRow key={one.id} transfer={one} />
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        {all.length > MAX_SHOWN && (
          <Button look="plain" onClick={() => setOpen(!open)}>
            {open ? t('library.showLess') : t('library.showAll', { count: all.length })}
          </Button>
        )}
        {moving && all.length > 1 && (
          <Button look="plain" onClick={() => each(all.filter(isMoving), pause)}>
            {t('library.pauseAll')}
          </Button>
        )}
        {waiting.length > 1 && (
          <Button look="plain" onClick={() => each(waiting, resume)}>
            {t('library.resumeAll')}
          </Button>
        )}
        {done > 0 && (
          <Button
            look="plain"
            onClick={() =>
              each(
                all.filter((one) => one.state === 'sent'),
                removeTransfer,
              )
            }
          >
            {t('library.clearDone')}
          </Button>
        )}
      </div>
    </section>
  );
}

function each(some: readonly Transfer[], act: (id: string) => void): void {
  for (const one of some) act(one.id);
}

const isMoving = ({ state }: Transfer) => ['queued', 'sending', 'waiting'].includes(state);

/** The order of rows: those that need a person first, finished ones last. */
const STATE_ORDER = ['lost', 'failed', 'waiting', 'sending', 'paused', 'queued', 'sent'];
const rankOf = ({ state }: Transfer) => STATE_ORDER.indexOf(state);
