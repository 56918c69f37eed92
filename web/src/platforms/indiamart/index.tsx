import { Factory } from 'lucide-react';
import type { Platform } from '../platform';

export const platform: Platform = {
  mark: { Icon: Factory, dye: 'turmeric' },
};
