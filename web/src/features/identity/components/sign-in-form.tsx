import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import { useMutation } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import * as z from 'zod/mini';
import { Button } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { TextField } from '@/components/ui/field';
import { type Credentials, signIn } from '../api/sign-in';
import { EMAIL } from './email';

const schema = z.object({
  email: z.string().check(z.trim(), z.regex(EMAIL)),
  password: z.string().check(z.minLength(1)),
});

export function SignInForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const { register, handleSubmit, formState } = useForm<Credentials>({
    resolver: standardSchemaResolver(schema),
    defaultValues: { email: '', password: '' },
  });
  const entering = useMutation({ mutationFn: signIn, onSuccess: onDone });
  return (
    <form
      noValidate
      className="grid gap-5"
      onSubmit={(event) => void handleSubmit((values) => entering.mutate(values))(event)}
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
      {entering.error && <Failure error={entering.error} />}
      <Button type="submit" look="main" busy={entering.isPending}>
        {t('auth.signIn')}
      </Button>
    </form>
  );
}
