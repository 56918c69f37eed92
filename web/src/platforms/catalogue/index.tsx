import { BookOpen } from 'lucide-react';
import type { Platform } from '../platform';

export const platform: Platform = {
  mark: { Icon: BookOpen, dye: 'indigo' },
};
