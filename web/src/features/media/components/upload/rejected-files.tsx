import { useTranslation } from 'react-i18next';
import { Notice } from '@/components/ui/notice';
import { MAX_PHOTO_BYTES } from '@/config/limits';
import { formatBytes } from '@/lib/format';
import type { SortedFiles } from '../../api/photo-files';

const MAX_NAMES = 3;

/** The files that were not accepted, why, and what to do. */
export function RejectedFiles({ rejected }: { rejected: SortedFiles['rejected'] }) {
  const { t } = useTranslation();
  const [first] = rejected;
  if (!first) return null;
  const names = rejected.slice(0, MAX_NAMES).map((one) => one.name);
  const title =
    rejected.length === 1
      ? t(`photo.rejectedFile.${first.reason}`, {
          name: first.name,
          most: formatBytes(MAX_PHOTO_BYTES),
        })
      : t('photo.rejectedFile.many', { count: rejected.length });
  return (
    <Notice tone="warning" title={title}>
      {rejected.length > 1 && <p className="text-soft">{names.join(', ')}</p>}
      <p>{t(first.reason === 'large' ? 'photo.rejectedFile.largeBody' : 'photo.notPictureBody')}</p>
    </Notice>
  );
}
