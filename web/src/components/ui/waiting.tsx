import { cx } from './cx';

/** The place of something that is on its way, of the same shape. */
export function Waiting({ label, className }: { label: string; className?: string }) {
  return (
    <div role="status" className={cx('animate-breathe rounded-cut bg-well', className)}>
      <span className="sr-only">{label}</span>
    </div>
  );
}
