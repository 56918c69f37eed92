import { ShoppingBag } from 'lucide-react';
import type { Mark } from '../mark';

export const mark: Mark = { Icon: ShoppingBag, dye: 'leaf' };
