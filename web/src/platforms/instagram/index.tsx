import { Image } from 'lucide-react';
import type { Platform } from '../platform';

export const platform: Platform = {
  mark: { Icon: Image, dye: 'madder' },
};
