import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import { useMutation } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import * as z from 'zod/mini';
import { Button } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { TextField } from '@/components/ui/field';
import { type Credentials, signIn } from '../api/sign-in';
import { EMAIL_PATTERN } from './credential-rules';

const schema = z.object({
  email: z.string().check(z.trim(), z.regex(EMAIL_PATTERN)),
  password: z.string().check(z.minLength(1)),
});

export function SignInForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const { register, handleSubmit, formState } = useForm<Credentials>({
    resolver: standardSchemaResolver(schema),
    defaultValues: { email: '', password: '' },
  });
  const signingIn = useMutation({ mutationFn: signIn, onSuccess: onDone });
  return (
    <form
      noValidate
      className="grid gap-5"
      onSubmit={(event) => void handleSubmit((values) => signingIn.mutate(values))(event)}
    >
      <TextField
        {...register('email')}
        label={t('auth.email')}
        type="email"
        autoComplete="username"
        error={formState.errors.email && t('auth.invalid.email')}
      />
      <TextField
        {...register('password')}
        label={t('auth.password')}
        type="password"
        autoComplete="current-password"
        error={formState.errors.password && t('auth.invalid.passwordEmpty')}
      />
      {signingIn.error && <Failure error={signingIn.error} />}
      <Button type="submit" look="main" busy={signingIn.isPending}>
        {t('auth.signIn')}
      </Button>
    </form>
  );
}
