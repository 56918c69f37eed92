import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { buttonClass } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { Page } from '@/components/ui/page';
import { paths } from '@/config/paths';
import { Problem } from '@/lib/problem';

/** For an address that leads nowhere. */
export function NotFound() {
  const { t } = useTranslation();
  return (
    <main>
      <div aria-hidden className="print-border" />
      <Page title={t('lost.title')} lead={t('lost.body')}>
        <Link to={paths.home} className={buttonClass('main', 'justify-self-start')}>
          {t('lost.home')}
        </Link>
      </Page>
    </main>
  );
}

/** For a page that could not be shown at all. */
export function Crashed({ error }: ErrorComponentProps) {
  const { t } = useTranslation();
  const router = useRouter();
  return (
    <main>
      <div aria-hidden className="print-border" />
      <Page title={t('lost.crashed')} lead={t('lost.crashedBody')}>
        <Failure
          error={error instanceof Problem ? error : null}
          onRetry={() => (error instanceof Problem ? router.invalidate() : location.reload())}
        />
      </Page>
    </main>
  );
}
