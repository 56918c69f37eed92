import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import { PenLine } from 'lucide-react';
import {
  type ComponentProps,
  lazy,
  type ReactNode,
  Suspense,
  useEffect,
  useLayoutEffect,
  useRef,
} from 'react';
import { Controller, type UseFormReturn, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { ChipsField } from '@/components/ui/chips-field';
import { TextArea, TextField } from '@/components/ui/field';
import { Switch } from '@/components/ui/switch';
import { PRODUCT_LIMITS } from '@/config/limits';
import { useStore } from '@/lib/store';
import { normalizeNumber } from '@/lib/typed-number';
import type { ProductSession } from '../../api/product-session';
import type { Product, ProductChanges } from '../../api/types';
import {
  changedElsewhere,
  changeOf,
  invalidFields,
  type ProductField,
  type ProductValues,
  productSchema,
  toValues,
} from './product-schema';

/** Seldom is a number typed just when some are sold. */
const StockQuestion = lazy(async () => ({
  default: (await import('../stock-question')).StockQuestion,
}));

interface ProductFormProps {
  product: Product;
  /** Its changes made outside the form are taken over. */
  session: ProductSession;
  /** What the server said of fields that it refused. */
  refused: Readonly<Partial<Record<string, string>>>;
  busy: boolean;
  writtenBefore: boolean;
  /** Called with the change of a field, and the fields that cannot be saved as they are. */
  onChange: (changes: ProductChanges, invalid: readonly ProductField[]) => void;
  onWrite: () => void;
}

/**
 * What a product is. Each change is passed on, and what was changed elsewhere is shown; the button
 * starts the copy job.
 */
export function ProductForm(props: ProductFormProps) {
  const { product, session, refused, busy, writtenBefore, onChange, onWrite } = props;
  const { formUpdates, stockMoved } = session;
  const { t } = useTranslation();
  const form = useForm<ProductValues>({
    resolver: standardSchemaResolver(productSchema),
    defaultValues: toValues(product),
    mode: 'onTouched',
  });
  const { subscribe, getValues, setValue, handleSubmit } = form;
  const isFollowing = useRef(false);
  useEffect(() => {
    const callback = ({ name, values }: { name?: string | undefined; values: ProductValues }) => {
      if (name && !isFollowing.current)
        onChange(changeOf(name as ProductField, values), invalidFields(values));
    };
    return subscribe({ formState: { values: true }, callback });
  }, [subscribe, onChange]);
  // In the layout, so that nothing is typed between what is shown and what is compared with it.
  useLayoutEffect(() => {
    const values = toValues(product);
    isFollowing.current = true;
    for (const name of changedElsewhere(getValues(), values)) setValue(name, values[name]);
    isFollowing.current = false;
  }, [product, getValues, setValue]);
  useEffect(
    () =>
      formUpdates.subscribe(() => {
        const values = toValues(formUpdates.get());
        for (const name of Object.keys(getValues()) as ProductField[]) {
          if (name in formUpdates.get()) setValue(name, values[name]);
        }
      }),
    [formUpdates, getValues, setValue],
  );
  const write = handleSubmit(onWrite);
  const isStockMoved = useStore(stockMoved, (now) => now);
  return (
    <form noValidate className="grid gap-5 sm:grid-cols-2" onSubmit={(event) => void write(event)}>
      <Fields
        form={form}
        refused={refused}
        quantityNote={
          isStockMoved && (
            <Suspense>
              <StockQuestion productId={product.product_id} session={session} ofVariants={false} />
            </Suspense>
          )
        }
      />
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

type FieldsProps = { form: UseFormReturn<ProductValues> } & Pick<ProductFormProps, 'refused'>;
type LineField = Exclude<
  ProductField,
  'materials' | 'quantity' | 'one_of_a_kind' | 'story' | 'price'
>;
type LineProps = FieldsProps & { name: LineField } & Omit<ComponentProps<typeof TextField>, 'form'>;

/** A line of text with the limit of its field, and what the server said of it. */
function Line({ form, refused, name, ...rest }: LineProps) {
  return (
    <TextField
      {...form.register(name)}
      maxLength={PRODUCT_LIMITS[name]}
      error={refused[name]}
      {...rest}
    />
  );
}

function Fields({ form, refused, quantityNote }: FieldsProps & { quantityNote: ReactNode }) {
  const { t } = useTranslation();
  const { register, formState } = form;
  const { errors } = formState;
  const optional = t('common.optional');
  const common = { form, refused };
  return (
    <>
      <Line
        {...common}
        name="title"
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
        error={errors.price ? t('facts.invalid.price') : refused['price']}
      />
      <TextField
        {...register('quantity')}
        label={t('facts.quantity')}
        inputMode="numeric"
        autoComplete="off"
        error={errors.quantity ? t('facts.invalid.quantity') : refused['quantity']}
      />
      {quantityNote && <div className="sm:col-span-2">{quantityNote}</div>}
      <OneOfAKind form={form} />
      <Craft {...common} />
      <Materials {...common} />
      <Line
        {...common}
        name="link"
        type="url"
        inputMode="url"
        autoComplete="url"
        autoCapitalize="none"
        className="sm:col-span-2"
        label={t('facts.link')}
        hint={t('facts.linkHint')}
        optional={optional}
        error={errors.link ? t('facts.invalid.link') : refused['link']}
      />
      <TextArea
        {...register('story')}
        maxLength={PRODUCT_LIMITS.story}
        className="sm:col-span-2"
        label={t('facts.story')}
        hint={t('facts.storyHint')}
        optional={optional}
        error={refused['story']}
      />
    </>
  );
}

/** There is only one; then the number says so too, unless it is sold already. */
function OneOfAKind({ form: { control, getValues, setValue } }: Pick<FieldsProps, 'form'>) {
  const { t } = useTranslation();
  return (
    <div className="sm:col-span-2">
      <Controller
        control={control}
        name="one_of_a_kind"
        render={({ field }) => (
          <Switch
            label={t('facts.oneOfAKind')}
            hint={field.value && t('facts.oneOfAKindHint')}
            on={field.value}
            onChange={(on) => {
              field.onChange(on);
              const typed = normalizeNumber(getValues('quantity'));
              if (on && !['0', '1'].includes(typed))
                setValue('quantity', '1', { shouldValidate: true });
            }}
          />
        )}
      />
    </div>
  );
}

function Materials({ form: { control }, refused }: FieldsProps) {
  const { t } = useTranslation();
  const { material, materials } = PRODUCT_LIMITS;
  return (
    <div className="sm:col-span-2">
      <Controller
        control={control}
        name="materials"
        render={({ field }) => (
          <ChipsField
            label={t('facts.materials')}
            hint={t('facts.materialsHint')}
            placeholder={t('facts.materialsPlaceholder')}
            optional={t('common.optional')}
            max={materials}
            maxLength={material}
            tooLong={t('facts.invalid.material', { count: material })}
            error={refused['materials']}
            value={field.value}
            onChange={field.onChange}
            removeLabel={(what) => t('common.remove', { what })}
          />
        )}
      />
    </div>
  );
}

/** The fields about the craft; copy may only state facts that are given. */
function Craft(props: FieldsProps) {
  const { t } = useTranslation();
  const optional = t('common.optional');
  return (
    <>
      <Line
        {...props}
        name="craft"
        label={t('facts.craft')}
        placeholder={t('facts.craftPlaceholder')}
        optional={optional}
      />
      <Line
        {...props}
        name="technique"
        label={t('facts.technique')}
        placeholder={t('facts.techniquePlaceholder')}
        optional={optional}
      />
      <Line
        {...props}
        name="dimensions"
        label={t('facts.dimensions')}
        placeholder={t('facts.dimensionsPlaceholder')}
        optional={optional}
      />
      <Line
        {...props}
        name="region"
        label={t('facts.region')}
        placeholder={t('facts.regionPlaceholder')}
        optional={optional}
      />
    </>
  );
}
