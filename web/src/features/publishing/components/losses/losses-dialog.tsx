import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import type { PlaceLosses } from '../../api/losses';
import { alike, useLossText } from './loss-text';

export interface LossesDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** What is about to be done. */
  doing: 'publish' | 'update';
  places: readonly PlaceLosses[];
  /** What a place is called. */
  labelOf: (there: PlaceLosses) => string;
  onAccept: () => void;
}

/** Lists what is not shown where, and asks whether to send it all the same. */
export function LossesDialog({ places, labelOf, doing, onAccept, ...rest }: LossesDialogProps) {
  const { t } = useTranslation();
  const { inFull } = useLossText();
  return (
    <ConfirmDialog
      {...rest}
      title={t('losses.title')}
      action={t(`losses.${doing}`)}
      refusal={t('losses.notNow')}
      look="main"
      onConfirm={onAccept}
      body={
        <div className="grid gap-4">
          <p>{t('losses.lead')}</p>
          <ul className="grid gap-3">
            {alike(places, labelOf).map(({ labels, losses }) => (
              <li key={labels.join()}>
                <h3 className="font-bold">{labels.join(' · ')}</h3>
                <ul className="list-disc ps-5">
                  {losses.map((loss) => (
                    <li key={`${loss.part} ${loss.detail}`}>
                      <span className="line-clamp-3 break-words">{inFull(loss)}</span>
                    </li>
                  ))}
                </ul>
              </li>
            ))}
          </ul>
        </div>
      }
    />
  );
}
