import { useMutation } from '@tanstack/react-query';
import { Link, useRouter, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { buttonClass } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { paths } from '@/config/paths';
import { createStore } from '@/features/catalog/api/create-store';
import { SignUpForm } from '@/features/identity/components/sign-up-form';
import { usePress } from '@/lib/press';
import { AuthLayout } from '../shell/auth-layout';
import { signInSearch } from '../sign-in-search';

export function SignUpRoute() {
  const { t } = useTranslation();
  const router = useRouter();
  // The router passes on parameters that its validation dropped, so they are parsed here again.
  const { next } = signInSearch(useSearch({ from: '/signed-out/sign-up' }));
  const press = usePress();
  const naming = useMutation({
    mutationFn: (shop: string) => createStore(shop, press),
    onSuccess: () => router.history.push(next ?? paths.home),
  });
  return (
    <AuthLayout title={t('auth.signUp')} lead={t('auth.signUpLead')}>
      {naming.error ? (
        <Failure
          error={naming.error}
          title={t('auth.shopLater')}
          onRetry={() => naming.mutate(naming.variables ?? '')}
        />
      ) : (
        <SignUpForm onDone={(shop) => naming.mutate(shop)} />
      )}
      <Link to={paths.signIn} search={next ? { next } : {}} className={buttonClass('plain')}>
        {t('auth.toSignIn')}
      </Link>
    </AuthLayout>
  );
}
