import { MessagesSquare } from 'lucide-react';
import type { Platform } from '../platform';

export const platform: Platform = {
  mark: { Icon: MessagesSquare, dye: 'indigo' },
};
