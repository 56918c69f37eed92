import { Undo2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';

const UNDO_MS = 10_000;

interface UndoNoteProps {
  text: string;
  onUndo: () => void;
  onOver: () => void;
}

/** Ten seconds to change one's mind; the clock stands while somebody looks at it. */
export function UndoNote({ text, onUndo, onOver }: UndoNoteProps) {
  const { t } = useTranslation();
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(onOver, UNDO_MS);
    return () => clearTimeout(timer);
  }, [held, onOver]);
  return (
    <div
      role="status"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="fixed inset-x-2 bottom-18 z-30 mx-auto flex w-fit max-w-full animate-appear items-center gap-4 rounded-stamp bg-ink py-1.5 ps-5 pe-1.5 text-page shadow-lift sm:bottom-4"
    >
      <span className="font-bold">{text}</span>
      <Button
        look="plain"
        className="bg-page text-ink"
        icon={<Undo2 aria-hidden className="size-5" />}
        onClick={onUndo}
      >
        {t('library.undo')}
      </Button>
    </div>
  );
}
