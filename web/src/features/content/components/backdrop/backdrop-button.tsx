import { Paintbrush } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { loadStrings } from '@/lib/i18n';
import type { BackdropDialogProps } from './backdrop-dialog';

const BackdropDialog = lazy(async () => {
  const [dialog] = await Promise.all([import('./backdrop-dialog'), loadStrings('content')]);
  return { default: dialog.BackdropDialog };
});

/** Opens the backdrop dialog, which loads on first use. */
export function BackdropButton(props: Omit<BackdropDialogProps, 'open' | 'onOpenChange'>) {
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
        className="-ms-3 justify-self-start"
        icon={<Paintbrush aria-hidden className="size-5" />}
        onClick={show}
      >
        {t('copy.backdrop')}
      </Button>
      {opened && (
        <Suspense>
          <BackdropDialog {...props} open={open} onOpenChange={setOpen} />
        </Suspense>
      )}
    </>
  );
}
