import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { ConfirmDialogProps } from './confirm-dialog';

const ConfirmDialog = lazy(async () => ({
  default: (await import('./confirm-dialog')).ConfirmDialog,
}));

interface ConfirmProps extends Omit<ConfirmDialogProps, 'open' | 'onOpenChange'> {
  trigger: (ask: () => void) => ReactNode;
}

/** Confirms an action that cannot be undone; the dialog loads on first use. */
export function Confirm({ trigger, ...dialog }: ConfirmProps) {
  const [opened, setOpened] = useState(false);
  const [open, setOpen] = useState(false);
  const ask = () => {
    setOpened(true);
    setOpen(true);
  };
  return (
    <>
      {trigger(ask)}
      {opened && (
        <Suspense>
          <ConfirmDialog {...dialog} open={open} onOpenChange={setOpen} />
        </Suspense>
      )}
    </>
  );
}
