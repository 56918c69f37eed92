import { type ComponentProps, type ReactNode, useId } from 'react';
import { cx } from './cx';

const BOX =
  'w-full rounded-cut border border-edge bg-field px-3.5 py-2.5 text-ink placeholder:text-soft ' +
  'aria-invalid:border-2 aria-invalid:border-madder disabled:bg-well disabled:text-soft';

interface FieldLabels {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  aside?: ReactNode;
  optional?: string;
}

interface FieldFrameProps extends FieldLabels {
  id: string;
  className?: string | undefined;
  children: ReactNode;
}

function FieldFrame({
  id,
  label,
  hint,
  error,
  aside,
  optional,
  className,
  children,
}: FieldFrameProps) {
  return (
    <div className={cx('flex flex-col gap-1.5', className)}>
      <div className="flex items-baseline justify-between gap-3">
        <label htmlFor={id} className="font-bold">
          {label}
          {optional && <span className="ml-2 font-normal text-fine text-soft">{optional}</span>}
        </label>
        {aside}
      </div>
      {children}
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

function described(id: string, hint: ReactNode, error: string | undefined) {
  const ids = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ');
  return { 'aria-invalid': error ? true : undefined, 'aria-describedby': ids || undefined };
}

type TextFieldProps = ComponentProps<'input'> & FieldLabels & { lead?: string };

/** A labelled line of text; hint and error are read out with it. */
export function TextField({ className, lead, ...props }: TextFieldProps) {
  const { label, hint, error, aside, optional, ...input } = props;
  const id = useId();
  return (
    <FieldFrame {...{ id, label, hint, error, aside, className }} {...(optional && { optional })}>
      <span className="relative block">
        {lead && (
          <span aria-hidden className="absolute inset-y-0 left-3.5 grid place-items-center">
            {lead}
          </span>
        )}
        <input
          {...input}
          id={id}
          className={cx(BOX, 'min-h-12', lead && 'pl-9')}
          {...described(id, hint, error)}
        />
      </span>
    </FieldFrame>
  );
}

type TextAreaProps = ComponentProps<'textarea'> & FieldLabels;

/** A labelled text that grows with what is written in it. */
export function TextArea({ className, rows = 3, ...props }: TextAreaProps) {
  const { label, hint, error, aside, optional, ...area } = props;
  const id = useId();
  return (
    <FieldFrame {...{ id, label, hint, error, aside, className }} {...(optional && { optional })}>
      <textarea
        {...area}
        id={id}
        rows={rows}
        className={cx(BOX, 'field-sizing-content max-h-96 resize-y')}
        {...described(id, hint, error)}
      />
    </FieldFrame>
  );
}
