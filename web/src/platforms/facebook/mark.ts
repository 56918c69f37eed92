import { MessagesSquare } from 'lucide-react';
import type { Mark } from '../mark';

export const mark: Mark = { Icon: MessagesSquare, dye: 'indigo' };
