import { Image } from 'lucide-react';
import type { Mark } from '../mark';

export const mark: Mark = { Icon: Image, dye: 'madder' };
