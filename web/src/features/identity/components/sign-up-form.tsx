import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import { useMutation } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import * as z from 'zod/mini';
import { Button } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { TextField } from '@/components/ui/field';
import { preferredLanguage } from '@/lib/i18n';
import { type Newcomer, signUp } from '../api/sign-in';
import { EMAIL, PASSWORD_LEAST } from './email';

const schema = z.object({
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(100)),
  shop: z.string().check(z.trim(), z.minLength(1), z.maxLength(100)),
  email: z.string().check(z.trim(), z.regex(EMAIL)),
  password: z.string().check(z.minLength(PASSWORD_LEAST)),
});

type Values = z.infer<typeof schema>;

/** `onDone` is told the name of the shop: naming it belongs to another context. */
export function SignUpForm({ onDone }: { onDone: (shop: string) => void }) {
  const { t } = useTranslation();
  const { register, handleSubmit, formState } = useForm<Values>({
    resolver: standardSchemaResolver(schema),
    defaultValues: { name: '', shop: '', email: '', password: '' },
  });
  const opening = useMutation({
    mutationFn: ({ shop: _, ...person }: Values) =>
      signUp({ ...person, language: preferredLanguage() } satisfies Newcomer),
    onSuccess: (_, { shop }) => onDone(shop),
  });
  const wrong = formState.errors;
  return (
    <form
      noValidate
      className="grid gap-5"
      onSubmit={(event) => void handleSubmit((values) => opening.mutate(values))(event)}
    >
      <TextField
        {...register('name')}
        label={t('auth.name')}
        autoComplete="name"
        error={wrong.name && t('auth.invalid.name')}
      />
      <TextField
        {...register('shop')}
        label={t('auth.shop')}
        hint={t('auth.shopHint')}
        autoComplete="organization"
        error={wrong.shop && t('auth.invalid.shop')}
      />
      <TextField
        {...register('email')}
        label={t('auth.email')}
        type="email"
        autoComplete="username"
        error={wrong.email && t('auth.invalid.email')}
      />
      <TextField
        {...register('password')}
        label={t('auth.password')}
        type="password"
        hint={t('auth.passwordHint')}
        autoComplete="new-password"
        error={wrong.password && t('auth.invalid.password')}
      />
      {opening.error && <Failure error={opening.error} />}
      <Button type="submit" look="main" busy={opening.isPending}>
        {t('auth.signUp')}
      </Button>
    </form>
  );
}
