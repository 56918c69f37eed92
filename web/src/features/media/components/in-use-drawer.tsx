import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Drawer } from '@/components/ui/drawer';
import type { InUse } from '../api/library';
import { Uses } from './uses';

interface InUseDrawerProps {
  inUse: readonly InUse[];
  onClose: () => void;
  onDeleteAll: () => void;
}

/** Before something that is shown somewhere is deleted: where, and what will happen there. */
export function InUseDrawer({ inUse, onClose, onDeleteAll }: InUseDrawerProps) {
  const { t } = useTranslation();
  const count = inUse.length;
  return (
    <Drawer
      open={count > 0}
      onOpenChange={(next) => !next && onClose()}
      title={t('library.inUseTitle', { count })}
      lead={t('library.inUseBody')}
    >
      <Uses uses={inUse.flatMap((one) => one.uses)} />
      <div className="flex flex-wrap gap-3">
        <Button look="main" onClick={onClose}>
          {t('common.keep')}
        </Button>
        <Button look="warn" onClick={onDeleteAll}>
          {t('library.deleteAnyway')}
        </Button>
      </div>
    </Drawer>
  );
}
