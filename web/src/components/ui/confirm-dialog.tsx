import { AlertDialog } from '@base-ui/react/alert-dialog';
import { useTranslation } from 'react-i18next';
import { Button, buttonClass } from './button';

export interface ConfirmDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  body: string;
  action: string;
  onConfirm: () => void;
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  const { t } = useTranslation();
  return (
    <AlertDialog.Root open={props.open} onOpenChange={props.onOpenChange}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="fixed inset-0 z-30 bg-[#0d0907]/60 transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <AlertDialog.Popup className="fixed inset-x-4 bottom-4 z-40 mx-auto max-w-md overflow-hidden rounded-stamp bg-sheet shadow-lift transition data-ending-style:translate-y-4 data-starting-style:translate-y-4 data-ending-style:opacity-0 data-starting-style:opacity-0 sm:top-1/3 sm:bottom-auto">
          <div aria-hidden className="print-border" />
          <div className="grid gap-4 p-6 pt-4">
            <AlertDialog.Title className="text-head">{props.title}</AlertDialog.Title>
            <AlertDialog.Description>{props.body}</AlertDialog.Description>
            <div className="flex flex-wrap justify-end gap-3">
              <AlertDialog.Close className={buttonClass('plain')}>
                {t('common.keep')}
              </AlertDialog.Close>
              <AlertDialog.Close render={<Button look="warn" />} onClick={props.onConfirm}>
                {props.action}
              </AlertDialog.Close>
            </div>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
