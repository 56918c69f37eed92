import { ChevronDown } from 'lucide-react';
import { type ComponentProps, useId } from 'react';
import { cx } from './cx';

interface Option {
  value: string;
  text: string;
  lang?: string;
}

interface SelectFieldProps extends ComponentProps<'select'> {
  label: string;
  options: readonly Option[];
}

/** A native select field. */
export function SelectField({ label, options, className, ...select }: SelectFieldProps) {
  const id = useId();
  return (
    <div className={cx('flex flex-col gap-1.5', className)}>
      <label htmlFor={id} className="font-bold">
        {label}
      </label>
      <span className="relative block">
        <select
          {...select}
          id={id}
          className="min-h-12 w-full appearance-none rounded-cut border border-edge bg-field py-2 ps-3.5 pe-10 text-ink disabled:bg-well disabled:text-soft"
        >
          {options.map((option) => (
            <option key={option.value} value={option.value} lang={option.lang}>
              {option.text}
            </option>
          ))}
        </select>
        <ChevronDown
          aria-hidden
          className="pointer-events-none absolute inset-y-0 end-3 my-auto size-5 text-soft"
        />
      </span>
    </div>
  );
}
