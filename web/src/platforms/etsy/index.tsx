import { Scissors } from 'lucide-react';
import type { Platform } from '../platform';

export const platform: Platform = {
  mark: { Icon: Scissors, dye: 'turmeric' },
};
