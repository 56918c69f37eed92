import { type DragEvent, useEffect, useRef, useState } from 'react';
import { droppedFiles, type SortedFiles, sortFiles } from '../../api/photo-files';

/** Accepts dropped and pasted files: photos are passed on, other files are returned as rejected. */
export function useFileDrop(onPhotos: (files: File[]) => void, busy = false) {
  const [isDraggingOver, setDraggingOver] = useState(false);
  const [rejected, setRejected] = useState<SortedFiles['rejected']>([]);
  const takeFiles = (files: readonly File[]) => {
    setDraggingOver(false);
    if (busy || files.length === 0) return;
    const found = sortFiles(files);
    setRejected(found.rejected);
    if (found.photos.length > 0) onPhotos(found.photos);
  };
  usePaste(takeFiles);
  const zone = {
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes('Files')) return;
      event.preventDefault();
      setDraggingOver(true);
    },
    onDragLeave: (event: DragEvent) => {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setDraggingOver(false);
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setDraggingOver(false);
      void droppedFiles(event.dataTransfer).then(takeFiles);
    },
  };
  return { isDraggingOver, rejected, takeFiles, zone };
}

function usePaste(take: (files: File[]) => void): void {
  const latest = useRef(take);
  useEffect(() => {
    latest.current = take;
  });
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length > 0) latest.current(files);
    };
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  }, []);
}
