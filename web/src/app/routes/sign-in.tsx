import { Link, useRouter, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { buttonClass } from '@/components/ui/button';
import { paths } from '@/config/paths';
import { SignInForm } from '@/features/identity/components/sign-in-form';
import { AuthLayout } from '../shell/auth-layout';
import { signInSearch } from '../sign-in-search';

export function SignInRoute() {
  const { t } = useTranslation();
  const router = useRouter();
  // The router passes on parameters that its validation dropped, so they are parsed here again.
  const { next } = signInSearch(useSearch({ from: '/signed-out/sign-in' }));
  return (
    <AuthLayout title={t('auth.signIn')}>
      <SignInForm onDone={() => router.history.push(next ?? paths.home)} />
      <Link to={paths.signUp} search={next ? { next } : {}} className={buttonClass('plain')}>
        {t('auth.toSignUp')}
      </Link>
    </AuthLayout>
  );
}
