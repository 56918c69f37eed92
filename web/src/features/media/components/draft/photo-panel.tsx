import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { Notice } from '@/components/ui/notice';
import { Picture } from '@/components/ui/picture';
import { Progress } from '@/components/ui/progress';
import { Skeleton } from '@/components/ui/skeleton';
import { formatBytes } from '@/lib/format';
import { usePhoto } from '../../api/get-photo';
import { retryNow } from '../../api/retry-delay';
import { type Transfer, useRestored, useTransfer } from '../../api/transfers';
import type { Photo } from '../../api/types';
import { refusalText } from '../refusal-text';
import { PhotoPicker } from '../upload/photo-picker';
import { Gallery } from './gallery';

/** The upload queue loads only when it is used. */
const uploads = () => import('../../api/upload-queue');

interface PhotoPanelProps {
  photoId: string;
  /** Names of the platforms that each rendition is for. */
  platformsByRendition: Readonly<Record<string, readonly string[]>>;
  alt: string;
  /** Called with the files that replace the photo. */
  onReplace: (files: File[]) => void;
}

/** One photo of a draft: its upload, its renditions, or its error. */
export function PhotoPanel({ photoId, platformsByRendition, alt, onReplace }: PhotoPanelProps) {
  const { t } = useTranslation();
  const transfer = useTransfer(photoId);
  const { data: photo, error, refetch } = usePhoto(photoId);
  if (photo?.status === 'ready') {
    return (
      <Gallery
        photo={photo}
        platformsByRendition={platformsByRendition}
        alt={alt}
        before={transfer?.preview ?? undefined}
      />
    );
  }
  return (
    <div className="grid gap-4">
      {transfer?.preview && <Before preview={transfer.preview} />}
      {!transfer && photo?.status !== 'rejected' && (
        <Skeleton label={t('common.loading')} className="aspect-4/5 max-h-[70dvh] w-full" />
      )}
      {error && !photo ? (
        <Failure error={error} onRetry={refetch} />
      ) : (
        <UploadState photo={photo} transfer={transfer} onReplace={onReplace} />
      )}
    </div>
  );
}

function Before({ preview }: { preview: string }) {
  const { t } = useTranslation();
  return (
    <figure className="grid gap-2">
      <Picture
        src={preview}
        alt={t('photo.yours')}
        className="max-h-[70dvh] min-h-64 w-full rounded-cut object-contain"
      />
      <figcaption className="text-fine text-soft">{t('photo.yoursBefore')}</figcaption>
    </figure>
  );
}

interface UploadStateProps {
  photo: Photo | undefined;
  transfer: Transfer | undefined;
  onReplace: (files: File[]) => void;
}

function UploadState({ photo, transfer, onReplace }: UploadStateProps) {
  const { t } = useTranslation();
  if (photo?.status === 'rejected') {
    const reason = photo.reason && refusalText(photo.reason);
    return (
      <Notice
        tone="warning"
        title={reason?.cause ?? t('photo.rejectedTitle')}
        action={<PhotoPicker look="warn" label={t('photo.chooseAgain')} onFiles={onReplace} />}
      >
        {reason?.remedy}
      </Notice>
    );
  }
  if (!transfer || transfer.state === 'sent')
    return <Preparing sent={transfer?.state === 'sent'} onReplace={onReplace} />;
  if (transfer.state === 'lost') return <Lost transfer={transfer} onReplace={onReplace} />;
  if (transfer.state === 'failed') return <Failed transfer={transfer} onReplace={onReplace} />;
  return <Sending transfer={transfer} />;
}

function Sending({ transfer }: { transfer: Transfer }) {
  const { t } = useTranslation();
  const { id, name, bytesSent, size, state } = transfer;
  return (
    <>
      <Progress
        label={t('photo.sending', { name })}
        text={t('photo.bytes', { sent: formatBytes(bytesSent), size: formatBytes(size) })}
        value={bytesSent}
        max={size}
      />
      {state === 'waiting' && (
        <Notice
          tone="hint"
          title={t('photo.connectionLost')}
          action={<Button onClick={retryNow}>{t('photo.tryNow')}</Button>}
        >
          {t('photo.waiting')}
        </Notice>
      )}
      {state === 'paused' && (
        <Button
          className="justify-self-start"
          onClick={() => void uploads().then(({ resume }) => resume(id))}
        >
          {t('photo.resume')}
        </Button>
      )}
    </>
  );
}

const LOST_AFTER_MS = 30_000;

/** Processing takes seconds; after much longer the upload is assumed lost. */
function Preparing({ sent, onReplace }: { sent: boolean; onReplace: (files: File[]) => void }) {
  const { t } = useTranslation();
  const recalled = useRestored();
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), LOST_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!long || !recalled) {
    return (
      <p role="status" className="animate-breathe font-bold">
        {sent ? t('photo.sent') : t('photo.preparing')}
      </p>
    );
  }
  return (
    <Notice
      tone="hint"
      title={t('photo.lostTitle')}
      action={<PhotoPicker look="calm" label={t('photo.chooseAgain')} onFiles={onReplace} />}
    >
      {t('photo.lostBody')}
    </Notice>
  );
}

interface InterruptedProps {
  transfer: Transfer;
  onReplace: (files: File[]) => void;
}

/** An upload interrupted by a reload: the same file resumes it, another file replaces it. */
function Lost({ transfer, onReplace }: InterruptedProps) {
  const { t } = useTranslation();
  const take = async (files: File[]) => {
    const [file] = files;
    if (file && !(await (await uploads()).reattachFile(transfer.id, file))) onReplace(files);
  };
  return (
    <Notice
      tone="warning"
      title={t('photo.lostTitle')}
      action={
        <PhotoPicker
          look="warn"
          label={t('photo.chooseAgain')}
          onFiles={(files) => void take(files)}
        />
      }
    >
      {t('photo.sameFile', { name: transfer.name })}
    </Notice>
  );
}

function Failed({ transfer, onReplace }: InterruptedProps) {
  const { t } = useTranslation();
  const { file, problem, id } = transfer;
  if (problem?.code === 'upload_expired' && file) {
    return <Failure error={problem} onRetry={() => onReplace([file])} />;
  }
  if (problem && !problem.isTransient) {
    return (
      <>
        <Failure error={problem} />
        <PhotoPicker look="calm" label={t('photo.chooseAgain')} onFiles={onReplace} />
      </>
    );
  }
  return (
    <Failure
      error={problem}
      title={t('photo.connectionLost')}
      onRetry={() => void uploads().then(({ resume }) => resume(id))}
    />
  );
}
