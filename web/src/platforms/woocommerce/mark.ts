import { Store } from 'lucide-react';
import type { Mark } from '../mark';

export const mark: Mark = { Icon: Store, dye: 'indigo' };
