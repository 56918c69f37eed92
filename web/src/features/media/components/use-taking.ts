import { type DragEvent, useEffect, useRef, useState } from 'react';
import { droppedFiles, type Sorted, sorted } from '../api/take-files';

/** Take what is dropped or pasted here: photos go on, strangers are told of. */
export function useTaking(onPhotos: (files: File[]) => void, busy = false) {
  const [over, setOver] = useState(false);
  const [strangers, setStrangers] = useState<Sorted['strangers']>([]);
  const take = (files: readonly File[]) => {
    setOver(false);
    if (busy || files.length === 0) return;
    const found = sorted(files);
    setStrangers(found.strangers);
    if (found.photos.length > 0) onPhotos(found.photos);
  };
  usePaste(take);
  const zone = {
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes('Files')) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: (event: DragEvent) => {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      void droppedFiles(event.dataTransfer).then(take);
    },
  };
  return { over, strangers, take, zone };
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
