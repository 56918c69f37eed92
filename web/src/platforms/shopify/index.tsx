import { ShoppingBag } from 'lucide-react';
import type { Platform } from '../platform';

export const platform: Platform = {
  mark: { Icon: ShoppingBag, dye: 'leaf' },
};
