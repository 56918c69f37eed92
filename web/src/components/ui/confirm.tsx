import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { ConfirmDialogProps } from './confirm-dialog';

const ConfirmDialog = lazy(async () => ({
  default: (await import('./confirm-dialog')).ConfirmDialog,
}));

interface ConfirmProps extends Omit<ConfirmDialogProps, 'open' | 'onOpenChange'> {
  trigger: (ask: () => void) => ReactNode;
}

/** Asks before something that one more press cannot undo; the dialog is fetched when first asked. */
export function Confirm({ trigger, ...dialog }: ConfirmProps) {
  const [asked, setAsked] = useState(false);
  const [open, setOpen] = useState(false);
  const ask = () => {
    setAsked(true);
    setOpen(true);
  };
  return (
    <>
      {trigger(ask)}
      {asked && (
        <Suspense>
          <ConfirmDialog {...dialog} open={open} onOpenChange={setOpen} />
        </Suspense>
      )}
    </>
  );
}
