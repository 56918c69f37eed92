import { AlertDialog } from '@base-ui/react/alert-dialog';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, type ButtonLook, buttonClass } from './button';

export interface ConfirmDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  body: ReactNode;
  action: string;
  /** What is said to leave it; that all stays as it is, if nothing is given. */
  refusal?: string;
  look?: ButtonLook;
  onConfirm: () => void;
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  const { t } = useTranslation();
  return (
    <AlertDialog.Root open={props.open} onOpenChange={props.onOpenChange}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="fixed inset-0 z-30 bg-[#0d0907]/60 transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <AlertDialog.Popup className="fixed inset-x-4 bottom-4 z-40 mx-auto flex max-h-[85dvh] max-w-md flex-col overflow-hidden rounded-stamp bg-sheet shadow-lift transition data-ending-style:translate-y-4 data-starting-style:translate-y-4 data-ending-style:opacity-0 data-starting-style:opacity-0 sm:top-1/3 sm:bottom-auto sm:max-h-[60dvh]">
          <div aria-hidden className="print-border shrink-0" />
          <div className="grid min-h-0 gap-4 overflow-y-auto px-6 pt-4">
            <AlertDialog.Title className="text-head">{props.title}</AlertDialog.Title>
            <AlertDialog.Description render={<div />}>{props.body}</AlertDialog.Description>
          </div>
          <div className="flex flex-wrap justify-end gap-3 p-6 pt-4">
            <AlertDialog.Close className={buttonClass('plain')}>
              {props.refusal ?? t('common.keep')}
            </AlertDialog.Close>
            <AlertDialog.Close
              render={<Button look={props.look ?? 'warn'} />}
              onClick={props.onConfirm}
            >
              {props.action}
            </AlertDialog.Close>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
