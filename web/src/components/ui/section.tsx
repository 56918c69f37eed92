import { type ReactNode, useId } from 'react';
import { cx } from './cx';

interface SectionProps {
  title: string;
  number?: string;
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** A named part of a page; a numbered one is a step. */
export function Section({ title, number, aside, className, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={cx('grid content-start gap-5', className)}>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h2 id={id} className="flex items-center gap-3 text-head">
          {number && (
            <span
              aria-hidden
              className="grid size-9 shrink-0 rotate-45 place-items-center border-2 border-print-outline text-lead"
            >
              <span className="-rotate-45">{number}</span>
            </span>
          )}
          {title}
        </h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
