import { Camera, FolderOpen, ImagePlus } from 'lucide-react';
import { type RefObject, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, type ButtonLook } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { PHOTO_ACCEPT } from '@/config/limits';

type Source = 'files' | 'camera' | 'folder';

interface HiddenInputProps {
  input: RefObject<HTMLInputElement | null>;
  source: Source;
  onFiles: (files: File[]) => void;
}

const SOURCES = {
  files: { 'data-testid': 'photo-input', multiple: true, accept: PHOTO_ACCEPT },
  camera: { 'data-testid': 'camera-input', accept: 'image/*', capture: 'environment' },
  folder: { 'data-testid': 'folder-input', multiple: true, webkitdirectory: '' },
} as const;

function HiddenInput({ input, source, onFiles }: HiddenInputProps) {
  return (
    <input
      ref={input}
      type="file"
      hidden
      {...SOURCES[source]}
      onChange={(event) => {
        onFiles([...(event.target.files ?? [])]);
        event.target.value = '';
      }}
    />
  );
}

interface PhotoPickerProps {
  label: string;
  look?: ButtonLook;
  busy?: boolean;
  /** Whether a whole folder may be chosen, where the device has any. */
  folders?: boolean;
  onFiles: (files: File[]) => void;
}

/** Buttons to choose files, take a photo (on touch devices) or choose a folder. */
export function PhotoPicker(props: PhotoPickerProps) {
  const { label, look = 'main', busy = false, folders = false, onFiles } = props;
  const { t } = useTranslation();
  const files = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  return (
    <div className={cx('flex flex-wrap gap-3', look === 'main' && 'justify-center')}>
      <Button
        look={look}
        busy={busy}
        icon={<ImagePlus aria-hidden className="size-6" />}
        onClick={() => files.current?.click()}
      >
        {label}
      </Button>
      <Button
        busy={busy}
        className="not-pointer-coarse:hidden"
        icon={<Camera aria-hidden className="size-6" />}
        onClick={() => camera.current?.click()}
      >
        {t('photo.camera')}
      </Button>
      {folders && (
        <Button
          busy={busy}
          className="pointer-coarse:hidden"
          icon={<FolderOpen aria-hidden className="size-6" />}
          onClick={() => folder.current?.click()}
        >
          {t('photo.pickFolder')}
        </Button>
      )}
      <HiddenInput input={files} source="files" onFiles={onFiles} />
      <HiddenInput input={camera} source="camera" onFiles={onFiles} />
      {folders && <HiddenInput input={folder} source="folder" onFiles={onFiles} />}
    </div>
  );
}
