import { Paintbrush } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { learn } from '@/lib/i18n';
import type { BackdropDialogProps } from './backdrop-dialog';

const BackdropDialog = lazy(async () => {
  const [dialog] = await Promise.all([import('./backdrop-dialog'), learn('content')]);
  return { default: dialog.BackdropDialog };
});

/** Opens the maker of backdrops; it is fetched when it is first asked for. */
export function BackdropButton(props: Omit<BackdropDialogProps, 'open' | 'onOpenChange'>) {
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
        className="-ms-3 justify-self-start"
        icon={<Paintbrush aria-hidden className="size-5" />}
        onClick={show}
      >
        {t('photo.backdrop')}
      </Button>
      {asked && (
        <Suspense>
          <BackdropDialog {...props} open={open} onOpenChange={setOpen} />
        </Suspense>
      )}
    </>
  );
}
