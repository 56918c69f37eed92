import { X } from 'lucide-react';
import { type KeyboardEvent, useId, useRef, useState } from 'react';

interface ChipsFieldProps {
  label: string;
  hint?: string;
  removeLabel: (chip: string) => string;
  value: readonly string[];
  onChange: (next: string[]) => void;
  max?: number;
  /** The most letters of a chip; a longer one stays in the box, and `tooLong` is said. */
  maxLength?: number;
  tooLong?: string;
  error?: string | undefined;
  optional?: string;
  placeholder?: string;
  /** The language of the chips, and its direction. */
  lang?: string;
  dir?: 'ltr' | 'rtl';
}

/** A list of short words: Enter or a comma adds one, Backspace in the empty box takes one back. */
export function ChipsField(props: ChipsFieldProps) {
  const { label, hint, value, onChange, max = 20, optional, placeholder } = props;
  const { maxLength = Number.POSITIVE_INFINITY } = props;
  const [typed, setTyped] = useState('');
  const [long, setLong] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();

  const add = (text: string) => {
    const words = text.split(',').map((word) => word.trim());
    const fresh = words.filter((word) => word !== '' && word.length <= maxLength);
    const rest = words.filter((word) => word.length > maxLength);
    const next = [...new Set([...value, ...fresh])].slice(0, max);
    setTyped(rest.join(', '));
    setLong(rest.length > 0);
    if (next.length !== value.length) onChange(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' || event.key === ',') {
      event.preventDefault();
      add(typed);
    } else if (event.key === 'Backspace' && typed === '' && value.length > 0) {
      onChange(value.slice(0, -1));
    }
  };
  const remove = (chip: string) => {
    onChange(value.filter((one) => one !== chip));
    input.current?.focus();
  };

  const error = long ? props.tooLong : props.error;
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ');
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-bold">
        {label}
        {optional && <span className="ml-2 font-normal text-fine text-soft">{optional}</span>}
      </label>
      <div
        lang={props.lang}
        dir={props.dir}
        className="flex min-h-12 flex-wrap items-center gap-1.5 rounded-cut border border-edge bg-field px-2 py-1 focus-within:outline-3 focus-within:outline-turmeric focus-within:outline-offset-2"
      >
        {value.map((chip) => (
          <span
            key={chip}
            className="inline-flex items-center rounded-full bg-turmeric-wash ps-3 font-bold text-fine text-turmeric-ink"
          >
            {chip}
            <button
              type="button"
              className="grid size-9 place-items-center rounded-full hover:bg-turmeric hover:text-ink"
              aria-label={props.removeLabel(chip)}
              onClick={() => remove(chip)}
            >
              <X aria-hidden className="size-4" />
            </button>
          </span>
        ))}
        <input
          ref={input}
          id={id}
          value={typed}
          placeholder={value.length === 0 ? placeholder : undefined}
          aria-invalid={error ? true : undefined}
          aria-describedby={described || undefined}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={onKeyDown}
          onBlur={() => typed && add(typed)}
          className="min-h-10 min-w-24 flex-1 bg-transparent px-1.5 outline-none placeholder:text-soft"
        />
      </div>
      {hint && (
        <p id={`${id}-hint`} className="text-fine text-soft">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="font-bold text-fine text-madder">
          {error}
        </p>
      )}
    </div>
  );
}
