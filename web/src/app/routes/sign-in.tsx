import { Link, useRouter, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { buttonClass } from '@/components/ui/button';
import { paths } from '@/config/paths';
import { SignInForm } from '@/features/identity/components/sign-in-form';
import { arrival } from '../arrival';
import { Doorway } from '../shell/doorway';

export function SignInRoute() {
  const { t } = useTranslation();
  const router = useRouter();
  // The router hands on what its validation left out, so it is judged here, too.
  const { next } = arrival(useSearch({ from: '/outside/sign-in' }));
  return (
    <Doorway title={t('auth.signIn')}>
      <SignInForm onDone={() => router.history.push(next ?? paths.home)} />
      <Link to={paths.signUp} search={next ? { next } : {}} className={buttonClass('plain')}>
        {t('auth.toSignUp')}
      </Link>
    </Doorway>
  );
}
