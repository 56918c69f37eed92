import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, type ButtonLook } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import type { ConnectInputValues } from '../../api/channels';
import type { Capabilities } from '../../api/types';

type ConnectInput = Capabilities['connect_inputs'][number];

/**
 * Whether a value matches the input's pattern.
 * Where the browser cannot parse the pattern, any text matches and the server decides.
 */
export function matchesPattern(input: ConnectInput, value: string): boolean {
  try {
    return new RegExp(`^(?:${input.pattern})$`, 'u').test(value.trim());
  } catch {
    return value.trim() !== '';
  }
}

interface ConnectInputFormProps {
  inputs: readonly ConnectInput[];
  action: string;
  actionLabel: string;
  look: ButtonLook;
  busy: boolean;
  onSubmit: (values: ConnectInputValues) => void;
}

/** The inputs that a platform needs before its consent page opens, such as a shop's name. */
export function ConnectInputForm({
  inputs,
  action,
  actionLabel,
  look,
  busy,
  onSubmit,
}: ConnectInputFormProps) {
  const { t } = useTranslation();
  const [values, setValues] = useState<ConnectInputValues>({});
  const [submitted, setSubmitted] = useState(false);
  const isInvalid = (input: ConnectInput) => !matchesPattern(input, values[input.name] ?? '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSubmitted(true);
    if (busy || inputs.some(isInvalid)) return;
    onSubmit(Object.fromEntries(inputs.map(({ name }) => [name, (values[name] ?? '').trim()])));
  };
  return (
    <form noValidate onSubmit={submit} className="grid max-w-xl justify-items-start gap-4">
      {inputs.map((input) => (
        <TextField
          key={input.name}
          label={input.words}
          className="w-full"
          value={values[input.name] ?? ''}
          onChange={(event) => setValues({ ...values, [input.name]: event.target.value })}
          hint={t('connections.inputExample', { example: input.example })}
          error={
            submitted && isInvalid(input)
              ? t('connections.inputInvalid', { example: input.example })
              : ''
          }
          inputMode="url"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
      ))}
      <Button type="submit" look={look} busy={busy} aria-label={actionLabel}>
        {action}
      </Button>
    </form>
  );
}
