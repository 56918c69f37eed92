import { CircleAlert, CircleCheck, Info } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './cx';

const TONES = {
  warning: { look: 'bg-madder-wash text-madder', Icon: CircleAlert },
  done: { look: 'bg-leaf-wash text-leaf', Icon: CircleCheck },
  hint: { look: 'bg-turmeric-wash text-turmeric-ink', Icon: Info },
} as const;

interface NoticeProps {
  tone: keyof typeof TONES;
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
}

/** What happened, and what to do about it. A warning is read out at once. */
export function Notice({ tone, title, children, action, className }: NoticeProps) {
  const { look, Icon } = TONES[tone];
  return (
    <div
      role={tone === 'warning' ? 'alert' : 'status'}
      className={cx('flex animate-appear gap-3 rounded-stamp p-4', look, className)}
    >
      <Icon aria-hidden className="mt-0.5 size-6 shrink-0" />
      <div className="flex min-w-0 flex-1 flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-64">
          <p className="font-bold">{title}</p>
          {children && <div className="text-ink">{children}</div>}
        </div>
        {action}
      </div>
    </div>
  );
}
