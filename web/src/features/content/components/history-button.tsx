import { History } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import type { HistoryDrawerProps } from './history-drawer';

const HistoryDrawer = lazy(async () => ({
  default: (await import('./history-drawer')).HistoryDrawer,
}));

/** Opens the earlier versions; their drawer is fetched when it is first asked for. */
export function HistoryButton(props: Omit<HistoryDrawerProps, 'open' | 'onOpenChange'>) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  const [open, setOpen] = useState(false);
  const show = () => {
    setAsked(true);
    setOpen(true);
  };
  return (
    <>
      <Button
        look="plain"
        className="-ms-3 sm:ms-0"
        icon={<History aria-hidden className="size-5" />}
        onClick={show}
      >
        {t('history.open')}
      </Button>
      {asked && (
        <Suspense>
          <HistoryDrawer {...props} open={open} onOpenChange={setOpen} />
        </Suspense>
      )}
    </>
  );
}
