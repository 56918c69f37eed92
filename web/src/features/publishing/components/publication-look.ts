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
import type { Publication, PublicationStatus, Target } from '../api/types';

interface PublicationLook {
  Icon: LucideIcon;
  tone: string;
  /** How far along: planned, claimed, sent, settled. */
  step: number;
}

/** The icon and colour of each status. */
const LOOKS: Record<PublicationStatus, PublicationLook> = {
  planned: { Icon: CircleDashed, tone: 'text-soft', step: 1 },
  claimed: { Icon: LoaderCircle, tone: 'text-indigo', step: 2 },
  sent: { Icon: Send, tone: 'text-indigo', step: 3 },
  confirmed: { Icon: CircleCheck, tone: 'text-leaf', step: 4 },
  failed: { Icon: CircleAlert, tone: 'text-madder', step: 4 },
  unknown: { Icon: CircleHelp, tone: 'text-turmeric-ink', step: 4 },
  unpublished: { Icon: Archive, tone: 'text-soft', step: 4 },
};

export const STEPS = 4;

function isStatus(text: string): text is PublicationStatus {
  return text in LOOKS;
}

/** The look of a publication: one that is yet to be made is in line, an unknown status was sent. */
export function lookOf(publication: Publication | null): PublicationLook & {
  status: PublicationStatus;
} {
  const known = publication && !isStatus(publication.status) ? 'sent' : publication?.status;
  const status = known ?? 'planned';
  return { status, ...LOOKS[status] };
}

/** Whether the product is shown at this place. */
export function isLive({ publication }: Target): boolean {
  return publication?.status === 'confirmed';
}
