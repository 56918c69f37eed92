import { Tags } from 'lucide-react';
import type { Platform } from '../platform';

export const platform: Platform = {
  mark: { Icon: Tags, dye: 'madder' },
};
