import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Wordmark } from '@/components/ui/wordmark';
import { LanguageToggle } from './language-toggle';

interface AuthLayoutProps {
  title: string;
  lead?: string;
  children: ReactNode;
}

/** The layout of the sign-in and sign-up pages: the brand panel beside one form. */
export function AuthLayout({ title, lead, children }: AuthLayoutProps) {
  useEffect(() => {
    document.title = `${title} · Haat`;
  }, [title]);
  return (
    <div className="grid min-h-dvh grid-rows-[auto_1fr] bg-page md:grid-cols-[minmax(0,1.15fr)_auto_minmax(0,1fr)] md:grid-rows-1">
      <Brand />
      <div aria-hidden className="print-edge print-on-cloth hidden bg-cloth md:block" />
      <div aria-hidden className="print-border print-on-cloth bg-cloth md:hidden" />
      <main className="mx-auto grid w-full max-w-md content-center gap-8 px-5 py-10">
        <header className="grid gap-2">
          <h1 className="text-title">{title}</h1>
          {lead && <p className="text-lead text-soft">{lead}</p>}
        </header>
        {children}
      </main>
    </div>
  );
}

function Brand() {
  const { t } = useTranslation();
  return (
    <header className="flex flex-col justify-between gap-8 bg-cloth px-5 pt-5 pb-4 text-on-cloth md:p-12">
      <div className="flex items-center justify-between">
        <Wordmark className="h-12 md:h-20" />
        <LanguageToggle />
      </div>
      <p className="max-w-[14ch] font-black text-hero">{t('auth.hero')}</p>
    </header>
  );
}
