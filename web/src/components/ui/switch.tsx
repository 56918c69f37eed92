import { type ReactNode, useId } from 'react';

interface SwitchProps {
  label: string;
  hint?: ReactNode;
  on: boolean;
  onChange: (on: boolean) => void;
}

/** On or off, at once. */
export function Switch({ label, hint, on, onChange }: SwitchProps) {
  const id = useId();
  return (
    <div className="grid gap-1">
      <label className="flex min-h-11 cursor-pointer items-center gap-4 justify-self-start">
        <span className="relative inline-flex h-7 w-12 shrink-0">
          <input
            type="checkbox"
            role="switch"
            aria-checked={on}
            checked={on}
            onChange={(event) => onChange(event.target.checked)}
            aria-describedby={hint ? `${id}-hint` : undefined}
            className="peer absolute inset-0 size-full cursor-pointer appearance-none rounded-full border-2 border-edge bg-field transition-colors checked:border-indigo checked:bg-indigo"
          />
          <span
            aria-hidden
            className="pointer-events-none absolute start-1 top-1 size-5 rounded-full bg-edge transition-transform peer-checked:translate-x-5 peer-checked:bg-on-indigo rtl:peer-checked:-translate-x-5"
          />
        </span>
        <span className="font-bold">{label}</span>
      </label>
      {hint && (
        <p id={`${id}-hint`} className="max-w-prose text-fine text-soft">
          {hint}
        </p>
      )}
    </div>
  );
}
