import { Plus, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { PRODUCT_LIMITS } from '@/config/limits';
import { optionNames, type VariantRow, type VariantsInput, variantsError } from './variants';

interface VariantsEditorProps {
  input: VariantsInput;
  /** The initial price of a new variant. */
  price: string;
  onChange: (input: VariantsInput) => void;
}

/** The variants of a product, such as sizes and colours; one button while there are none. */
export function VariantsEditor({ input, price, onChange }: VariantsEditorProps) {
  const { t } = useTranslation();
  const { rows } = input;
  const error = variantsError(input);
  const add = () => {
    const values = input.names.map(() => '');
    const row = { variantId: null, values, price, quantity: '1', shown: null };
    onChange({ ...input, rows: [...rows, row] });
  };
  const isEmpty = rows.length === 0;
  return (
    <fieldset className="grid justify-items-start gap-4">
      <legend className="mb-1 font-bold">{t('variants.title')}</legend>
      {isEmpty ? (
        <p className="text-fine text-soft">{t('variants.hint')}</p>
      ) : (
        <OptionNames input={input} onChange={onChange} />
      )}
      {rows.map((row, index) => (
        <Row
          // biome-ignore lint/suspicious/noArrayIndexKey: a variant being typed has no id yet
          key={index}
          {...{ input, row }}
          number={index + 1}
          onChange={(next) => onChange({ ...input, rows: rows.with(index, next) })}
          onRemove={() => onChange({ ...input, rows: rows.toSpliced(index, 1) })}
        />
      ))}
      {error && (
        <p role="status" className="font-bold text-fine text-madder">
          {t(`variants.error.${error}`)}
        </p>
      )}
      {rows.length < PRODUCT_LIMITS.variants && (
        <Button icon={<Plus aria-hidden className="size-5" />} onClick={add}>
          {t(isEmpty ? 'variants.begin' : 'variants.add')}
        </Button>
      )}
    </fieldset>
  );
}

function OptionNames({ input, onChange }: Omit<VariantsEditorProps, 'price'>) {
  const { t } = useTranslation();
  const isFirst = (index: number) => index === 0;
  return (
    <div className="grid w-full gap-4 sm:grid-cols-2">
      {input.names.map((name, index) => (
        <TextField
          // biome-ignore lint/suspicious/noArrayIndexKey: a name being typed has no id
          key={index}
          label={t(isFirst(index) ? 'variants.differs' : 'variants.differsToo')}
          placeholder={t(isFirst(index) ? 'variants.size' : 'variants.colour')}
          {...(!isFirst(index) && { optional: t('common.optional') })}
          maxLength={PRODUCT_LIMITS.option}
          value={name}
          onChange={({ target }) =>
            onChange({ ...input, names: input.names.with(index, target.value) })
          }
        />
      ))}
    </div>
  );
}

interface RowProps {
  input: VariantsInput;
  row: VariantRow;
  number: number;
  onChange: (row: VariantRow) => void;
  onRemove: () => void;
}

function Row({ input, row, number, onChange, onRemove }: RowProps) {
  const { t } = useTranslation();
  const what = t('variants.one', { number });
  return (
    <fieldset className="flex w-full flex-wrap items-end gap-3 border-line border-t pt-3">
      <legend className="sr-only">{what}</legend>
      {optionNames(input).map(({ name, index }) => (
        <TextField
          key={index}
          className="min-w-28 flex-1"
          label={name}
          maxLength={PRODUCT_LIMITS.option}
          value={row.values[index] ?? ''}
          onChange={({ target }) =>
            onChange({ ...row, values: row.values.with(index, target.value) })
          }
        />
      ))}
      <TextField
        className="w-32"
        label={t('variants.price')}
        lead="₹"
        inputMode="decimal"
        autoComplete="off"
        value={row.price}
        onChange={({ target }) => onChange({ ...row, price: target.value })}
      />
      <TextField
        className="w-28"
        label={t('variants.quantity')}
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
