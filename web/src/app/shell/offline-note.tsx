import { CloudOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useOnline } from '@/lib/use-online';

export function OfflineNote() {
  const { t } = useTranslation();
  const online = useOnline();
  return (
    <div role="status">
      {!online && (
        <p className="flex items-center justify-center gap-3 bg-turmeric-wash px-4 py-2 text-turmeric-ink">
          <CloudOff aria-hidden className="size-5 shrink-0" />
          <span>
            <strong>{t('offline.title')}</strong> {t('offline.body')}
          </span>
        </p>
      )}
    </div>
  );
}
