import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import { PenLine } from 'lucide-react';
import { useEffect } from 'react';
import { Controller, type UseFormReturn, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { ChipsField } from '@/components/ui/chips-field';
import { TextArea, TextField } from '@/components/ui/field';
import type { Store } from '@/lib/store';
import type { Facts, FactsChanges } from '../../api/types';
import { type FactsValues, factsSchema, toFacts, toValues } from './facts-schema';

interface FactsFormProps {
  facts: Facts;
  /** Facts set elsewhere, which the form takes over. */
  factUpdates: Store<FactsChanges>;
  busy: boolean;
  writtenBefore: boolean;
  onChange: (facts: FactsChanges) => void;
  onWrite: (facts: FactsChanges) => void;
}

/** The facts about the product. Each change is passed on; the button starts the copy job. */
export function FactsForm(props: FactsFormProps) {
  const { facts, factUpdates, busy, writtenBefore, onChange, onWrite } = props;
  const { t } = useTranslation();
  const form = useForm<FactsValues>({
    resolver: standardSchemaResolver(factsSchema),
    defaultValues: toValues(facts),
    mode: 'onTouched',
  });
  const { subscribe, getValues, setValue, handleSubmit } = form;
  useEffect(() => {
    const callback = ({ name, values }: { name?: string | undefined; values: FactsValues }) => {
      if (name) onChange(toFacts(values));
    };
    return subscribe({ formState: { values: true }, callback });
  }, [subscribe, onChange]);
  useEffect(
    () =>
      factUpdates.subscribe(() => {
        const values = toValues({ ...toFacts(getValues()), ...factUpdates.get() } as Facts);
        for (const name of Object.keys(values) as (keyof FactsValues)[]) {
          if (name in factUpdates.get()) setValue(name, values[name]);
        }
      }),
    [factUpdates, getValues, setValue],
  );
  const write = handleSubmit(() => onWrite(toFacts(getValues())));
  return (
    <form noValidate className="grid gap-5 sm:grid-cols-2" onSubmit={(event) => void write(event)}>
      <FactsFields form={form} />
      <div className="sm:col-span-2">
        <Button
          type="submit"
          look="calm"
          busy={busy}
          icon={<PenLine aria-hidden className="size-5" />}
        >
          {writtenBefore ? t('facts.writeAgain') : t('facts.write')}
        </Button>
      </div>
    </form>
  );
}

function FactsFields({ form }: { form: UseFormReturn<FactsValues> }) {
  const { t } = useTranslation();
  const { register, control, formState } = form;
  const optional = t('common.optional');
  return (
    <>
      <TextField
        {...register('title')}
        maxLength={140}
        className="sm:col-span-2"
        label={t('facts.name')}
        placeholder={t('facts.namePlaceholder')}
      />
      <TextField
        {...register('price')}
        label={t('facts.price')}
        inputMode="decimal"
        lead="₹"
        autoComplete="off"
        error={formState.errors.price && t('facts.invalid.price')}
      />
      <TextField
        {...register('quantity')}
        label={t('facts.quantity')}
        inputMode="numeric"
        autoComplete="off"
        error={formState.errors.quantity && t('facts.invalid.quantity')}
      />
      <Craft form={form} />
      <div className="sm:col-span-2">
        <Controller
          control={control}
          name="materials"
          render={({ field }) => (
            <ChipsField
              label={t('facts.materials')}
              hint={t('facts.materialsHint')}
              placeholder={t('facts.materialsPlaceholder')}
              optional={optional}
              max={13}
              value={field.value}
              onChange={field.onChange}
              removeLabel={(what) => t('common.remove', { what })}
            />
          )}
        />
      </div>
      <TextField
        {...register('link')}
        type="url"
        inputMode="url"
        autoComplete="url"
        autoCapitalize="none"
        maxLength={500}
        className="sm:col-span-2"
        label={t('facts.link')}
        hint={t('facts.linkHint')}
        optional={optional}
        error={formState.errors.link && t('facts.invalid.link')}
      />
      <TextArea
        {...register('story')}
        maxLength={3000}
        className="sm:col-span-2"
        label={t('facts.story')}
        hint={t('facts.storyHint')}
        optional={optional}
      />
    </>
  );
}

/** The fields about the craft; copy may only state facts that are given. */
function Craft({ form: { register } }: { form: UseFormReturn<FactsValues> }) {
  const { t } = useTranslation();
  const optional = t('common.optional');
  return (
    <>
      <TextField
        {...register('craft')}
        maxLength={120}
        label={t('facts.craft')}
        placeholder={t('facts.craftPlaceholder')}
        optional={optional}
      />
      <TextField
        {...register('technique')}
        maxLength={120}
        label={t('facts.technique')}
        placeholder={t('facts.techniquePlaceholder')}
        optional={optional}
      />
      <TextField
        {...register('dimensions')}
        maxLength={120}
        label={t('facts.dimensions')}
        placeholder={t('facts.dimensionsPlaceholder')}
        optional={optional}
      />
      <TextField
        {...register('region')}
        maxLength={120}
        label={t('facts.region')}
        placeholder={t('facts.regionPlaceholder')}
        optional={optional}
      />
    </>
  );
}
