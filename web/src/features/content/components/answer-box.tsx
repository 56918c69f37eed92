import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Facts, FactsChanges } from '@/api/shapes';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { SelectField } from '@/components/ui/select-field';
import { answered, FACTS, type FactName } from './fact-answer';

interface AnswerBoxProps {
  facts: Facts;
  about: FactName;
  label: string;
  onAnswer: (facts: FactsChanges) => void;
}

const isFact = (text: string): text is FactName => FACTS.some((name) => name === text);

/** One answer, and which fact it is: words are only ever made from facts. */
export function AnswerBox({ facts, about, label, onAnswer }: AnswerBoxProps) {
  const { t } = useTranslation();
  const [name, setName] = useState(about);
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const change = answered(facts, name, text);
  const wrong = tried && text.trim() !== '' && change === null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (text.trim() && change) onAnswer(change);
  };
  return (
    <form
      onSubmit={submit}
      className="grid items-end gap-3 pt-1 pb-2 text-ink sm:grid-cols-[minmax(0,1fr)_minmax(0,2fr)_auto]"
    >
      <SelectField
        label={t('asked.fact')}
        value={name}
        onChange={(event) => isFact(event.target.value) && setName(event.target.value)}
        options={FACTS.map((one) => ({ value: one, text: t(`asked.facts.${one}`) }))}
      />
      <TextField
        label={label}
        value={text}
        maxLength={500}
        autoComplete="off"
        error={
          wrong ? t(name === 'price' ? 'facts.invalid.price' : 'facts.invalid.quantity') : undefined
        }
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" className="min-h-12" disabled={!text.trim()}>
        {t('asked.save')}
      </Button>
    </form>
  );
}
