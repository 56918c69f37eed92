import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import { useMutation } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import * as z from 'zod/mini';
import { Button } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { TextField } from '@/components/ui/field';
import { preferredLanguage } from '@/lib/i18n';
import { problemOf } from '@/lib/problem';
import { type Registration, signUp } from '../api/sign-in';
import { EMAIL_PATTERN, MIN_PASSWORD_LENGTH } from './credential-rules';

const schema = z.object({
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(100)),
  shop: z.string().check(z.trim(), z.minLength(1), z.maxLength(100)),
  email: z.string().check(z.trim(), z.regex(EMAIL_PATTERN)),
  password: z.string().check(z.minLength(MIN_PASSWORD_LENGTH)),
});

type Values = z.infer<typeof schema>;

/** `onDone` gets the name of the shop, because creating it belongs to another context. */
export function SignUpForm({ onDone }: { onDone: (shop: string) => void }) {
  const { t } = useTranslation();
  const { register, handleSubmit, formState } = useForm<Values>({
    resolver: standardSchemaResolver(schema),
    defaultValues: { name: '', shop: '', email: '', password: '' },
  });
  const signingUp = useMutation({
    mutationFn: ({ shop: _, ...person }: Values) =>
      signUp({ ...person, language: preferredLanguage() } satisfies Registration),
    onSuccess: (_, { shop }) => onDone(shop),
  });
  const errors = formState.errors;
  const isGuessable = problemOf(signingUp.error).code === 'password_guessable';
  const passwordError = errors.password ? 'password' : isGuessable ? 'passwordGuessable' : null;
  return (
    <form
      noValidate
      className="grid gap-5"
      onSubmit={(event) => void handleSubmit((values) => signingUp.mutate(values))(event)}
    >
      <TextField
        {...register('name')}
        label={t('auth.name')}
        autoComplete="name"
        error={errors.name && t('auth.invalid.name')}
      />
      <TextField
        {...register('shop')}
        label={t('auth.shop')}
        hint={t('auth.shopHint')}
        autoComplete="organization"
        error={errors.shop && t('auth.invalid.shop')}
      />
      <TextField
        {...register('email')}
        label={t('auth.email')}
        type="email"
        autoComplete="username"
        error={errors.email && t('auth.invalid.email')}
      />
      <TextField
        {...register('password')}
        label={t('auth.password')}
        type="password"
        hint={t('auth.passwordHint')}
        autoComplete="new-password"
        error={passwordError ? t(`auth.invalid.${passwordError}`) : undefined}
      />
      {signingUp.error && !isGuessable && <Failure error={signingUp.error} />}
      <Button type="submit" look="main" busy={signingUp.isPending}>
        {t('auth.signUp')}
      </Button>
    </form>
  );
}
