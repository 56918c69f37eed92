import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Drawer } from '@/components/ui/drawer';
import type { PhotoInUse } from '../../api/library';
import { PhotoReferences } from '../photo-references';

interface InUseDrawerProps {
  inUse: readonly PhotoInUse[];
  onClose: () => void;
  onDeleteAll: () => void;
}

/** Confirms deleting photos in use, and shows what refers to them. */
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
      <PhotoReferences references={inUse.flatMap((one) => one.references)} />
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
