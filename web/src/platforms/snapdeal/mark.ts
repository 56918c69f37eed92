import { Tags } from 'lucide-react';
import type { Mark } from '../mark';

export const mark: Mark = { Icon: Tags, dye: 'madder' };
