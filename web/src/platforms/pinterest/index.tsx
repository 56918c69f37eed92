import { Pin } from 'lucide-react';
import type { Platform } from '../platform';

export const platform: Platform = {
  mark: { Icon: Pin, dye: 'leaf' },
};
