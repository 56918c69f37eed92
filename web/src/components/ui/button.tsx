import { LoaderCircle } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { cx } from './cx';

const LOOKS = {
  main: 'bg-indigo text-on-indigo hover:bg-indigo-deep px-6 min-h-13 text-lead',
  calm: 'bg-indigo-wash text-indigo hover:bg-indigo hover:text-on-indigo px-5',
  plain: 'text-indigo hover:bg-indigo-wash px-3',
  warn: 'bg-madder-wash text-madder hover:bg-madder hover:text-page px-5',
} as const;

export type ButtonLook = keyof typeof LOOKS;

export function buttonClass(look: ButtonLook, extra?: string): string {
  return cx(
    'inline-flex min-h-11 items-center justify-center gap-2 rounded-stamp py-1.5 font-bold',
    'transition-colors disabled:cursor-not-allowed disabled:bg-well disabled:text-soft',
    LOOKS[look],
    extra,
  );
}

interface ButtonProps extends ComponentProps<'button'> {
  look?: ButtonLook;
  icon?: ReactNode;
  busy?: boolean;
}

/** A button; while `busy` it keeps its size, name and focus, and ignores clicks. */
export function Button({ look = 'calm', icon, busy = false, ...props }: ButtonProps) {
  const { children, className, onClick, type = 'button', ...rest } = props;
  return (
    <button
      {...rest}
      type={type}
      aria-busy={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      className={buttonClass(look, className)}
    >
      {busy ? <LoaderCircle aria-hidden className="size-5 animate-spin" /> : icon}
      {children}
    </button>
  );
}
