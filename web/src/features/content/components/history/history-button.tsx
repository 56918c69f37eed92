import { History } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import type { HistoryDrawerProps } from './history-drawer';

const HistoryDrawer = lazy(async () => ({
  default: (await import('./history-drawer')).HistoryDrawer,
}));

/** Opens the version history, whose drawer loads on first use. */
export function HistoryButton(props: Omit<HistoryDrawerProps, 'open' | 'onOpenChange'>) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const [open, setOpen] = useState(false);
  const show = () => {
    setOpened(true);
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
      {opened && (
        <Suspense>
          <HistoryDrawer {...props} open={open} onOpenChange={setOpen} />
        </Suspense>
      )}
    </>
  );
}
