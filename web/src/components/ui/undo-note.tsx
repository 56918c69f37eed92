import { Undo2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button';

const UNDO_MS = 10_000;

interface UndoNoteProps {
  text: string;
  onUndo: () => void;
  onExpire: () => void;
}

/** A note with undo for ten seconds; the timer pauses on hover and focus. */
export function UndoNote({ text, onUndo, onExpire }: UndoNoteProps) {
  const { t } = useTranslation();
  const [paused, setPaused] = useState(false);
  useEffect(() => {
    if (paused) return;
    const timer = setTimeout(onExpire, UNDO_MS);
    return () => clearTimeout(timer);
  }, [paused, onExpire]);
  return (
    <div
      role="status"
      onPointerEnter={() => setPaused(true)}
      onPointerLeave={() => setPaused(false)}
      onFocus={() => setPaused(true)}
      onBlur={() => setPaused(false)}
      className="fixed inset-x-2 bottom-18 z-30 mx-auto flex w-fit max-w-full animate-appear items-center gap-4 rounded-stamp bg-ink py-1.5 ps-5 pe-1.5 text-page shadow-lift sm:bottom-4"
    >
      <span className="font-bold">{text}</span>
      <Button
        look="plain"
        className="bg-page text-ink"
        icon={<Undo2 aria-hidden className="size-5" />}
        onClick={onUndo}
      >
        {t('common.undo')}
      </Button>
    </div>
  );
}
