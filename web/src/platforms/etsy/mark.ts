import { Scissors } from 'lucide-react';
import type { Mark } from '../mark';

export const mark: Mark = { Icon: Scissors, dye: 'turmeric' };
