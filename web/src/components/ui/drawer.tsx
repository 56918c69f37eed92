import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface DrawerProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  lead?: ReactNode;
  children: ReactNode;
}

/** A sheet over the page: from the bottom on phones, from the side on larger screens. */
export function Drawer({ open, onOpenChange, title, lead, children }: DrawerProps) {
  const { t } = useTranslation();
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-30 bg-[#0d0907]/60 transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Popup className="fixed inset-x-0 bottom-0 z-40 flex max-h-[92dvh] flex-col overflow-hidden rounded-t-stamp bg-sheet text-ink shadow-lift outline-none transition data-ending-style:translate-y-8 data-starting-style:translate-y-8 data-ending-style:opacity-0 data-starting-style:opacity-0 sm:inset-y-0 sm:start-auto sm:max-h-none sm:w-full sm:max-w-xl sm:rounded-none">
          <div aria-hidden className="print-border shrink-0" />
          <header className="flex items-start justify-between gap-4 px-5 pt-4 pb-3">
            <div className="grid gap-1">
              <Dialog.Title className="text-head">{title}</Dialog.Title>
              {lead && <Dialog.Description className="text-soft">{lead}</Dialog.Description>}
            </div>
            <Dialog.Close
              aria-label={t('common.close')}
              className="-me-2 grid size-11 shrink-0 place-items-center rounded-full text-soft hover:bg-well hover:text-ink"
            >
              <X aria-hidden className="size-6" />
            </Dialog.Close>
          </header>
          <div className="grid content-start gap-5 overflow-y-auto overscroll-contain px-5 pt-1 pb-8">
            {children}
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
