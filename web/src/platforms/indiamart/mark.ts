import { Factory } from 'lucide-react';
import type { Mark } from '../mark';

export const mark: Mark = { Icon: Factory, dye: 'turmeric' };
