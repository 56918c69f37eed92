import { Pin } from 'lucide-react';
import type { Mark } from '../mark';

export const mark: Mark = { Icon: Pin, dye: 'leaf' };
