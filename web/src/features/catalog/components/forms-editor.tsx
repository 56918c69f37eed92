import { Plus, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { FORMS_MOST, type FormRow, type Forms, namesOf, troubleOf, WORDS_MOST } from './forms';

interface FormsEditorProps {
  forms: Forms;
  /** What a new form begins with. */
  price: string;
  onChange: (forms: Forms) => void;
}

/** Sizes, colours or whatever a piece comes in; hidden behind one button while it has one form. */
export function FormsEditor({ forms, price, onChange }: FormsEditorProps) {
  const { t } = useTranslation();
  const { rows } = forms;
  const trouble = troubleOf(forms);
  const add = () =>
    onChange({ ...forms, rows: [...rows, { values: ['', ''], price, quantity: '1' }] });
  const first = rows.length === 0;
  return (
    <fieldset className="grid justify-items-start gap-4">
      <legend className="mb-1 font-bold">{t('forms.title')}</legend>
      {first ? (
        <p className="text-fine text-soft">{t('forms.hint')}</p>
      ) : (
        <Names forms={forms} onChange={onChange} />
      )}
      {rows.map((row, index) => (
        <Row
          // biome-ignore lint/suspicious/noArrayIndexKey: a form being typed has no name yet
          key={index}
          {...{ forms, row }}
          number={index + 1}
          onChange={(next) => onChange({ ...forms, rows: rows.with(index, next) })}
          onRemove={() => onChange({ ...forms, rows: rows.toSpliced(index, 1) })}
        />
      ))}
      {trouble && (
        <p role="status" className="font-bold text-fine text-madder">
          {t(`forms.trouble.${trouble}`)}
        </p>
      )}
      {rows.length < FORMS_MOST && (
        <Button icon={<Plus aria-hidden className="size-5" />} onClick={add}>
          {t(first ? 'forms.begin' : 'forms.add')}
        </Button>
      )}
    </fieldset>
  );
}

function Names({ forms, onChange }: Omit<FormsEditorProps, 'price'>) {
  const { t } = useTranslation();
  const [one, two] = forms.names;
  return (
    <div className="grid w-full gap-4 sm:grid-cols-2">
      <TextField
        label={t('forms.differs')}
        placeholder={t('forms.size')}
        maxLength={WORDS_MOST}
        value={one}
        onChange={(event) => onChange({ ...forms, names: [event.target.value, two] })}
      />
      <TextField
        label={t('forms.differsToo')}
        placeholder={t('forms.colour')}
        optional={t('common.optional')}
        maxLength={WORDS_MOST}
        value={two}
        onChange={(event) => onChange({ ...forms, names: [one, event.target.value] })}
      />
    </div>
  );
}

interface RowProps {
  forms: Forms;
  row: FormRow;
  number: number;
  onChange: (row: FormRow) => void;
  onRemove: () => void;
}

function Row({ forms, row, number, onChange, onRemove }: RowProps) {
  const { t } = useTranslation();
  const what = t('forms.one', { number });
  return (
    <fieldset className="flex w-full flex-wrap items-end gap-3 border-line border-t pt-3">
      <legend className="sr-only">{what}</legend>
      {namesOf(forms).map(({ name, index }) => (
        <TextField
          key={index}
          className="min-w-28 flex-1"
          label={name}
          maxLength={WORDS_MOST}
          value={row.values[index] ?? ''}
          onChange={({ target }) =>
            onChange({ ...row, values: row.values.with(index, target.value) })
          }
        />
      ))}
      <TextField
        className="w-32"
        label={t('facts.price')}
        lead="₹"
        inputMode="decimal"
        autoComplete="off"
        value={row.price}
        onChange={({ target }) => onChange({ ...row, price: target.value })}
      />
      <TextField
        className="w-28"
        label={t('facts.quantity')}
        inputMode="numeric"
        autoComplete="off"
        value={row.quantity}
        onChange={({ target }) => onChange({ ...row, quantity: target.value })}
      />
      <Button
        look="plain"
        className="mb-0.5 min-w-11"
        aria-label={t('common.remove', { what })}
        onClick={onRemove}
      >
        <X aria-hidden className="size-5" />
      </Button>
    </fieldset>
  );
}
