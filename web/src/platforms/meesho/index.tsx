import { ShoppingBasket } from 'lucide-react';
import type { Platform } from '../platform';

export const platform: Platform = {
  mark: { Icon: ShoppingBasket, dye: 'iron' },
};
