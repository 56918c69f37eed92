import { useTranslation } from 'react-i18next';
import type { PlaceLoss } from '../../api/types';
import { useLossText } from './loss-text';

/** What a chosen place will not show, in one line. */
export function LossesNote({ losses }: { losses: readonly PlaceLoss[] }) {
  const { t } = useTranslation();
  const { inShort } = useLossText();
  return (
    <p role="status" className="basis-full text-fine text-soft">
      <span className="font-bold">{t('losses.title')}:</span> {inShort(losses)}
    </p>
  );
}
