import { ShoppingBasket } from 'lucide-react';
import type { Mark } from '../mark';

export const mark: Mark = { Icon: ShoppingBasket, dye: 'iron' };
