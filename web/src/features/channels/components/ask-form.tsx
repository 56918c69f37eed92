import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Capabilities } from '@/api/shapes';
import { Button, type ButtonLook } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import type { Given } from '../api/channels';

type Ask = Capabilities['asks'][number];

/** Whether an answer has the form that the server wants; what is no pattern here is its to judge. */
export function fits(ask: Ask, answer: string): boolean {
  try {
    return new RegExp(`^(?:${ask.pattern})$`, 'u').test(answer.trim());
  } catch {
    return answer.trim() !== '';
  }
}

interface AskFormProps {
  asks: readonly Ask[];
  action: string;
  actionLabel: string;
  look: ButtonLook;
  busy: boolean;
  onAnswer: (given: Given) => void;
}

/** What a platform has to know before its page of consent can be opened, such as a shop's address. */
export function AskForm({ asks, action, actionLabel, look, busy, onAnswer }: AskFormProps) {
  const { t } = useTranslation();
  const [given, setGiven] = useState<Given>({});
  const [tried, setTried] = useState(false);
  const unfit = (ask: Ask) => !fits(ask, given[ask.name] ?? '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (busy || asks.some(unfit)) return;
    onAnswer(Object.fromEntries(asks.map(({ name }) => [name, (given[name] ?? '').trim()])));
  };
  return (
    <form noValidate onSubmit={submit} className="grid max-w-xl justify-items-start gap-4">
      {asks.map((ask) => (
        <TextField
          key={ask.name}
          label={ask.words}
          className="w-full"
          value={given[ask.name] ?? ''}
          onChange={(event) => setGiven({ ...given, [ask.name]: event.target.value })}
          hint={t('connections.askExample', { example: ask.example })}
          error={tried && unfit(ask) ? t('connections.askUnfit', { example: ask.example }) : ''}
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
