import { Camera, ImagePlus } from 'lucide-react';
import { type ReactNode, type RefObject, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, type ButtonLook } from '@/components/ui/button';
import { PHOTO_ACCEPT } from '@/config/limits';

interface HiddenInputProps {
  input: RefObject<HTMLInputElement | null>;
  camera?: boolean;
  onFiles: (files: File[]) => void;
}

function HiddenInput({ input, camera = false, onFiles }: HiddenInputProps) {
  return (
    <input
      ref={input}
      type="file"
      hidden
      data-testid={camera ? 'camera-input' : 'photo-input'}
      multiple={!camera}
      accept={camera ? 'image/*' : PHOTO_ACCEPT}
      {...(camera && { capture: 'environment' as const })}
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
  onFiles: (files: File[]) => void;
  icon?: ReactNode;
}

/** Choose from the device, or, on something that is held in the hand, take one now. */
export function PhotoPicker({ label, look = 'main', busy = false, onFiles }: PhotoPickerProps) {
  const { t } = useTranslation();
  const files = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  return (
    <div className="flex flex-wrap justify-center gap-3">
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
        className="hidden pointer-coarse:inline-flex"
        icon={<Camera aria-hidden className="size-6" />}
        onClick={() => camera.current?.click()}
      >
        {t('photo.camera')}
      </Button>
      <HiddenInput input={files} onFiles={onFiles} />
      <HiddenInput input={camera} camera onFiles={onFiles} />
    </div>
  );
}
