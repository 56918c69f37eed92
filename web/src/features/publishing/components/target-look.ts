import {
  Archive,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleHelp,
  LoaderCircle,
  type LucideIcon,
  Send,
} from 'lucide-react';
import type { Target } from '../api/types';

export type TargetStatus =
  | 'planned'
  | 'claimed'
  | 'sent'
  | 'confirmed'
  | 'failed'
  | 'unknown'
  | 'unpublished';

interface TargetLook {
  status: TargetStatus;
  Icon: LucideIcon;
  tone: string;
  /** How far along: planned, claimed, sent, settled. */
  step: number;
}

/** The icon and colour of each target status. */
const LOOKS: Record<TargetStatus, Omit<TargetLook, 'status'>> = {
  planned: { Icon: CircleDashed, tone: 'text-soft', step: 1 },
  claimed: { Icon: LoaderCircle, tone: 'text-indigo', step: 2 },
  sent: { Icon: Send, tone: 'text-indigo', step: 3 },
  confirmed: { Icon: CircleCheck, tone: 'text-leaf', step: 4 },
  failed: { Icon: CircleAlert, tone: 'text-madder', step: 4 },
  unknown: { Icon: CircleHelp, tone: 'text-turmeric-ink', step: 4 },
  unpublished: { Icon: Archive, tone: 'text-soft', step: 4 },
};

export const STEPS = 4;

function isStatus(text: string): text is TargetStatus {
  return text in LOOKS;
}

/** The look of a target; an unknown status is shown as sent. */
export function lookOf(target: Target): TargetLook {
  const status = isStatus(target.status) ? target.status : 'sent';
  return { status, ...LOOKS[status] };
}
