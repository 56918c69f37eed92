import { PenLine } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { partsToUpdate } from '../api/publications';
import type { Part, Publication } from '../api/types';
import { useOldParts } from './old-parts';

interface OutdatedBarProps {
  publications: readonly Publication[];
  /** The words were changed since they went out: it is not known yet what an update would bring. */
  mayBeBehind: boolean;
  busy: boolean;
  /** Whether what is on the page cannot be sent as it is. */
  disabled: boolean;
  onUpdate: () => void;
}

const ORDER: readonly Part[] = ['price', 'words', 'pictures', 'options'];

/** The live places that show the piece as it was, with one button for all of them. */
export function OutdatedBar(props: OutdatedBarProps) {
  const { publications, mayBeBehind, busy, disabled, onUpdate } = props;
  const { t } = useTranslation();
  const oldParts = useOldParts();
  const updatable = publications.filter(
    (one) => one.can_update && !one.can_adopt && one.status === 'confirmed',
  );
  const behind = updatable.filter((one) => partsToUpdate(one).length > 0);
  const found = behind.length > 0 ? behind : mayBeBehind ? updatable : [];
  if (found.length === 0) return null;
  const all = new Set(behind.flatMap(partsToUpdate));
  const count = found.length;
  return (
    <Notice
      tone="hint"
      title={
        all.size > 0
          ? t('outdated.places', { count, what: oldParts(ORDER.filter((part) => all.has(part))) })
          : t('outdated.perhaps', { count })
      }
      action={
        <Button
          {...{ busy, disabled }}
          icon={<PenLine aria-hidden className="size-5" />}
          onClick={onUpdate}
        >
          {t('outdated.update', { count })}
        </Button>
      }
    />
  );
}
