import { useTranslation } from 'react-i18next';
import { Notice } from '@/components/ui/notice';
import { PHOTO_BYTES_MOST } from '@/config/limits';
import { formatBytes } from '@/lib/format';
import type { Sorted } from '../api/take-files';

const NAMED = 3;

/** What was not taken, why, and what to do. */
export function Strangers({ strangers }: { strangers: Sorted['strangers'] }) {
  const { t } = useTranslation();
  const [first] = strangers;
  if (!first) return null;
  const names = strangers.slice(0, NAMED).map((one) => one.name);
  const title =
    strangers.length === 1
      ? t(`photo.refused.${first.why}`, { name: first.name, most: formatBytes(PHOTO_BYTES_MOST) })
      : t('photo.refused.many', { count: strangers.length });
  return (
    <Notice tone="warning" title={title}>
      {strangers.length > 1 && <p className="text-soft">{names.join(', ')}</p>}
      <p>{t(first.why === 'large' ? 'photo.refused.largeBody' : 'photo.notPictureBody')}</p>
    </Notice>
  );
}
