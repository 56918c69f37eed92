import { cx } from './cx';

/** A placeholder of the same shape as the content that is loading. */
export function Skeleton({ label, className }: { label: string; className?: string }) {
  return (
    <div role="status" className={cx('animate-breathe rounded-cut bg-well', className)}>
      <span className="sr-only">{label}</span>
    </div>
  );
}
