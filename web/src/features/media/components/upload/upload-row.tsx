import { Pause, Play, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '@/components/ui/cx';
import { formatBytes } from '@/lib/format';
import { useProblemText } from '@/lib/use-problem-text';
import { usePhoto } from '../../api/get-photo';
import { retryNow } from '../../api/retry-delay';
import { removeTransfer, type Transfer } from '../../api/transfers';
import { cancel, pause, reattachFile, resume } from '../../api/upload-queue';
import { refusalText } from '../refusal-text';
import { PhotoPicker } from './photo-picker';

/** One upload: preview, progress and actions. */
export function UploadRow({ transfer }: { transfer: Transfer }) {
  const { t } = useTranslation();
  const { id, name, state, preview, bytesSent, size } = transfer;
  return (
    <li className="grid grid-cols-[3.5rem_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 py-1">
      <Preview key={preview} src={preview} />
      <div className="grid gap-1">
        <p className="flex items-baseline gap-x-3">
          <span className="min-w-0 flex-1 truncate font-bold">{name}</span>
          <span className="shrink-0 text-fine text-soft tabular-nums">
            {t('photo.bytes', { sent: formatBytes(bytesSent), size: formatBytes(size) })}
          </span>
        </p>
        <Bar transfer={transfer} />
        <Status transfer={transfer} />
      </div>
      <div className="flex">
        {(state === 'sending' || state === 'waiting' || state === 'queued') && (
          <RowButton label={t('library.pause', { name })} onClick={() => pause(id)}>
            <Pause aria-hidden className="size-5" />
          </RowButton>
        )}
        {state === 'paused' && (
          <RowButton label={t('library.resume', { name })} onClick={() => resume(id)}>
            <Play aria-hidden className="size-5" />
          </RowButton>
        )}
        <RowButton
          label={t(state === 'sent' ? 'library.hide' : 'library.cancel', { name })}
          onClick={() => (state === 'sent' ? removeTransfer(id) : void cancel(id))}
        >
          <X aria-hidden className="size-5" />
        </RowButton>
      </div>
    </li>
  );
}

/** The local preview; not every browser can show every format. */
function Preview({ src }: { src: string | null }) {
  const [shown, setShown] = useState(src !== null);
  if (!src || !shown) return <span className="size-14 rounded-cut bg-well" />;
  return (
    <img
      src={src}
      alt=""
      onError={() => setShown(false)}
      className="size-14 rounded-cut bg-well object-cover"
    />
  );
}

interface RowButtonProps {
  label: string;
  onClick: () => void;
  children: ReactNode;
}

function RowButton({ label, onClick, children }: RowButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onClick}
      className="grid size-11 place-items-center rounded-full text-soft hover:bg-well hover:text-ink"
    >
      {children}
    </button>
  );
}

const COLOURS: Record<Transfer['state'], string> = {
  queued: 'bg-edge',
  sending: 'bg-indigo',
  waiting: 'bg-turmeric',
  paused: 'bg-edge',
  lost: 'bg-turmeric',
  failed: 'bg-madder',
  sent: 'bg-leaf',
};

function Bar({ transfer: { name, state, bytesSent, size } }: { transfer: Transfer }) {
  return (
    <div
      role="progressbar"
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={size}
      aria-valuenow={bytesSent}
      className="h-1.5 overflow-hidden rounded-full bg-well"
    >
      <div
        className={cx('h-full transition-[width] duration-200', COLOURS[state])}
        style={{ width: `${(bytesSent / Math.max(1, size)) * 100}%` }}
      />
    </div>
  );
}

function Status({ transfer }: { transfer: Transfer }) {
  const { t } = useTranslation();
  const { state, photoId } = transfer;
  if (state === 'sent' && photoId) return <ProcessingState photoId={photoId} />;
  if (state === 'failed') return <Failed transfer={transfer} />;
  if (state === 'lost') return <Lost transfer={transfer} />;
  if (state === 'waiting')
    return (
      <p role="status" className="flex flex-wrap items-center gap-x-3 text-fine">
        <span>{t('photo.waiting')}</span>
        <button
          type="button"
          onClick={retryNow}
          className="min-h-11 font-bold text-indigo underline"
        >
          {t('photo.tryNow')}
        </button>
      </p>
    );
  return <p className="text-fine text-soft">{t(`library.state.${stateKey(state)}`)}</p>;
}

function stateKey(state: Transfer['state']): 'queued' | 'paused' | 'sending' {
  return state === 'queued' || state === 'paused' ? state : 'sending';
}

/** The processing state of an uploaded photo. */
function ProcessingState({ photoId }: { photoId: string }) {
  const { t } = useTranslation();
  const { data: photo } = usePhoto(photoId);
  if (photo?.status === 'rejected') {
    const reason = photo.reason && refusalText(photo.reason);
    return (
      <p role="alert" className="text-fine text-madder">
        <strong>{reason?.cause ?? t('photo.rejectedTitle')}</strong> {reason?.remedy}
      </p>
    );
  }
  if (photo?.status !== 'ready')
    return <p className="text-fine text-soft">{t('photo.preparing')}</p>;
  if (photo.duplicate_of)
    return <p className="text-fine text-turmeric-ink">{t('library.duplicateBody')}</p>;
  return <p className="text-fine text-leaf">{t('library.ready')}</p>;
}

function Failed({ transfer }: { transfer: Transfer }) {
  const { t } = useTranslation();
  const { cause, remedy } = useProblemText()(transfer.problem);
  return (
    <p role="alert" className="flex flex-wrap items-center gap-x-3 text-fine text-madder">
      <span>
        <strong>{cause}</strong> {remedy}
      </span>
      {(transfer.problem?.isTransient || !transfer.pinned) && (
        <button
          type="button"
          onClick={() => resume(transfer.id)}
          className="min-h-11 font-bold underline"
        >
          {t('photo.sendAgain')}
        </button>
      )}
    </p>
  );
}

function Lost({ transfer }: { transfer: Transfer }) {
  const { t } = useTranslation();
  const [other, setOther] = useState(false);
  const take = async ([file]: File[]) =>
    setOther(!file || !(await reattachFile(transfer.id, file)));
  return (
    <div className="grid justify-items-start gap-2 text-fine">
      <p role="status">
        {t(other ? 'photo.otherFile' : 'photo.sameFile', { name: transfer.name })}
      </p>
      <PhotoPicker
        look="calm"
        label={t('photo.chooseSame')}
        onFiles={(files) => void take(files)}
      />
    </div>
  );
}
