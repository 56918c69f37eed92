import { useMutation } from '@tanstack/react-query';
import { Link, useRouter, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { buttonClass } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { paths } from '@/config/paths';
import { createStore } from '@/features/catalog/api/create-store';
import { SignUpForm } from '@/features/identity/components/sign-up-form';
import { currentUser } from '@/lib/session';
import { arrival } from '../arrival';
import { Doorway } from '../shell/doorway';

export function SignUpRoute() {
  const { t } = useTranslation();
  const router = useRouter();
  // The router hands on what its validation left out, so it is judged here, too.
  const { next } = arrival(useSearch({ from: '/outside/sign-up' }));
  const naming = useMutation({
    mutationFn: (shop: string) => createStore(shop, currentUser()?.user_id ?? ''),
    onSuccess: () => router.history.push(next ?? paths.home),
  });
  return (
    <Doorway title={t('auth.signUp')} lead={t('auth.signUpLead')}>
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
    </Doorway>
  );
}
