import { BookOpen } from 'lucide-react';
import type { Mark } from '../mark';

export const mark: Mark = { Icon: BookOpen, dye: 'indigo' };
