import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Photo } from '@/api/shapes';
import { Button } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { Notice } from '@/components/ui/notice';
import { Picture } from '@/components/ui/picture';
import { Progress } from '@/components/ui/progress';
import { Waiting } from '@/components/ui/waiting';
import { formatBytes } from '@/lib/format';
import { usePhoto } from '../api/get-photo';
import { resume, type Sending, useSending, wasCutOff } from '../api/uploads';
import { Gallery } from './gallery';
import { PhotoPicker } from './photo-picker';

interface PhotoPanelProps {
  photoId: string;
  /** Names of the platforms that each rendition is for. */
  uses: Readonly<Record<string, readonly string[]>>;
  alt: string;
  /** The picture is to be sent anew: from these files, or chosen by the person. */
  onReplace: (files: File[]) => void;
}

/** One photo from its first byte to its renditions, or to what went wrong. */
export function PhotoPanel({ photoId, uses, alt, onReplace }: PhotoPanelProps) {
  const { t } = useTranslation();
  const sending = useSending(photoId);
  const { data: photo, error, refetch } = usePhoto(photoId);
  useWarnBeforeLeaving(sending?.state === 'sending');
  if (photo?.status === 'ready') {
    return <Gallery photo={photo} uses={uses} alt={alt} before={sending?.preview} />;
  }
  return (
    <div className="grid gap-4">
      {sending && <Before sending={sending} />}
      {!sending && photo?.status !== 'rejected' && !wasCutOff(photoId) && (
        <Waiting label={t('common.loading')} className="aspect-4/5 max-h-[70dvh] w-full" />
      )}
      {error && !photo ? (
        <Failure error={error} onRetry={refetch} />
      ) : (
        <Travel photoId={photoId} photo={photo} sending={sending} onReplace={onReplace} />
      )}
    </div>
  );
}

function Before({ sending }: { sending: Sending }) {
  const { t } = useTranslation();
  return (
    <figure className="grid gap-2">
      <Picture
        src={sending.preview}
        alt={t('photo.yours')}
        className="max-h-[70dvh] min-h-64 w-full rounded-cut object-contain"
      />
      <figcaption className="text-fine text-soft">{t('photo.yoursBefore')}</figcaption>
    </figure>
  );
}

interface TravelProps {
  photoId: string;
  photo: Photo | undefined;
  sending: Sending | undefined;
  onReplace: (files: File[]) => void;
}

function Travel({ photoId, photo, sending, onReplace }: TravelProps) {
  const { t } = useTranslation();
  const again = <PhotoPicker look="warn" label={t('photo.chooseAgain')} onFiles={onReplace} />;
  if (photo?.status === 'rejected') {
    return (
      <Notice
        tone="warning"
        title={photo.reason?.message ?? t('photo.rejectedTitle')}
        action={again}
      >
        {photo.reason?.remedy}
      </Notice>
    );
  }
  if (sending?.state === 'sending') {
    const { sent, file } = sending;
    const text = t('photo.bytes', { sent: formatBytes(sent), size: formatBytes(file.size) });
    return (
      <Progress
        label={t('photo.sending', { name: file.name })}
        text={text}
        value={sent}
        most={file.size}
      />
    );
  }
  if (sending?.state === 'failed') {
    return <CutOff sending={sending} onReplace={onReplace} photoId={photoId} />;
  }
  if (!sending && photo && wasCutOff(photoId)) {
    return (
      <Notice tone="warning" title={t('photo.lostTitle')} action={again}>
        {t('photo.lostBody')}
      </Notice>
    );
  }
  return <Preparing sent={sending?.state === 'sent'} onReplace={onReplace} />;
}

const LONG_MS = 30_000;

/** Most pictures take seconds; one that takes far longer never arrived. */
function Preparing({ sent, onReplace }: { sent: boolean; onReplace: (files: File[]) => void }) {
  const { t } = useTranslation();
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), LONG_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!long) {
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

interface CutOffProps {
  photoId: string;
  sending: Sending;
  onReplace: (files: File[]) => void;
}

function CutOff({ photoId, sending, onReplace }: CutOffProps) {
  const { t } = useTranslation();
  const code = sending.problem?.code;
  if (code === 'upload_expired') {
    return <Failure error={sending.problem} onRetry={() => onReplace([sending.file])} />;
  }
  if (code === 'upload_refused') {
    return (
      <>
        <Failure error={sending.problem} />
        <PhotoPicker look="calm" label={t('photo.chooseAgain')} onFiles={onReplace} />
      </>
    );
  }
  return (
    <Notice
      tone="warning"
      title={t('photo.cutTitle')}
      action={
        <Button look="warn" onClick={() => void resume(photoId)}>
          {t('photo.sendAgain')}
        </Button>
      }
    >
      {t('photo.cutBody')}
    </Notice>
  );
}

function useWarnBeforeLeaving(active: boolean): void {
  useEffect(() => {
    if (!active) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [active]);
}
