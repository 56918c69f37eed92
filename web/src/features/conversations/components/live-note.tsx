import { Radio, RefreshCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useIsLive } from '@/lib/live';

/** Whether the page gets live events or polls. */
export function LiveNote() {
  const { t } = useTranslation();
  const live = useIsLive();
  const Icon = live ? Radio : RefreshCw;
  return (
    <p className="flex items-center gap-2 text-fine text-soft">
      <Icon aria-hidden className="size-4" />
      {live ? t('live.connected') : t('live.looking')}
    </p>
  );
}
