import type { TFunction } from 'i18next';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { SelectField } from '@/components/ui/select-field';
import { PRODUCT_LIMITS } from '@/config/limits';
import type { Facts } from '../../api/types';
import { FACTS, type FactName, factChange } from './fact-answer';

interface AnswerFormProps {
  facts: Facts;
  about: FactName;
  label: string;
  onAnswer: (answer: Facts) => void;
}

const LONGEST_ANSWER = 500;
const { title, craft, technique, dimensions, region, materials, material, story } = PRODUCT_LIMITS;
/** What a fact takes that is one line. */
const LONGEST: Partial<Record<FactName, number>> = { title, craft, technique, dimensions, region };

const isFact = (text: string): text is FactName => FACTS.some((name) => name === text);

/** What an answer about this fact has to be. */
function invalidText(name: FactName, t: TFunction): string {
  if (name === 'price' || name === 'quantity') return t(`question.invalid.${name}`);
  if (name === 'materials') return t('question.invalid.materials', { most: materials, material });
  if (name === 'story') return t('question.invalid.story', { most: story });
  return t('question.invalid.line', { most: PRODUCT_LIMITS[name] });
}

/** A form that turns an answer into a fact: copy is only ever written from facts. */
export function AnswerForm({ facts, about, label, onAnswer }: AnswerFormProps) {
  const { t } = useTranslation();
  const [name, setName] = useState(about);
  const [text, setText] = useState('');
  const [submitted, setSubmitted] = useState(false);
  const change = factChange(facts, name, text);
  const isInvalid = submitted && text.trim() !== '' && change === null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSubmitted(true);
    if (text.trim() && change) onAnswer(change);
  };
  return (
    <form
      onSubmit={submit}
      className="grid items-end gap-3 pt-1 pb-2 text-ink sm:grid-cols-[minmax(0,1fr)_minmax(0,2fr)_auto]"
    >
      <SelectField
        label={t('question.fact')}
        value={name}
        onChange={(event) => isFact(event.target.value) && setName(event.target.value)}
        options={FACTS.map((one) => ({ value: one, text: t(`question.facts.${one}`) }))}
      />
      <TextField
        label={label}
        value={text}
        maxLength={LONGEST[name] ?? LONGEST_ANSWER}
        autoComplete="off"
        error={isInvalid ? invalidText(name, t) : undefined}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" className="min-h-12" disabled={!text.trim()}>
        {t('question.save')}
      </Button>
    </form>
  );
}
