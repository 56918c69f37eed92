import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { buttonClass } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { Page } from '@/components/ui/page';
import { paths } from '@/config/paths';
import { Problem } from '@/lib/problem';

/** The page of an unknown URL. */
export function NotFound() {
  const { t } = useTranslation();
  return (
    <main>
      <div aria-hidden className="print-border" />
      <Page title={t('notFound.title')} lead={t('notFound.body')}>
        <Link to={paths.home} className={buttonClass('main', 'justify-self-start')}>
          {t('notFound.home')}
        </Link>
      </Page>
    </main>
  );
}

/** The page shown when a route throws an error. */
export function ErrorPage({ error }: ErrorComponentProps) {
  const { t } = useTranslation();
  const router = useRouter();
  return (
    <main>
      <div aria-hidden className="print-border" />
      <Page title={t('crashed.title')} lead={t('crashed.body')}>
        <Failure
          error={error instanceof Problem ? error : null}
          onRetry={() => (error instanceof Problem ? router.invalidate() : location.reload())}
        />
      </Page>
    </main>
  );
}
