import { Store } from 'lucide-react';
import type { Platform } from '../platform';

export const platform: Platform = {
  mark: { Icon: Store, dye: 'indigo' },
};
