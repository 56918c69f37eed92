import type { ReactNode } from 'react';
import { Wordmark } from '@/components/ui/wordmark';
import { LanguageToggle } from './language-toggle';
import { OfflineNote } from './offline-note';

/** The layout of public pages, such as an approval link: brand and language switch. */
export function PublicLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="bg-cloth text-on-cloth">
        <div className="mx-auto flex max-w-6xl items-center justify-between gap-6 px-4 py-2 sm:px-8">
          <Wordmark className="h-10" />
          <LanguageToggle />
        </div>
        <div aria-hidden className="print-border print-on-cloth" />
        <OfflineNote />
      </header>
      <main className="flex-1">{children}</main>
    </div>
  );
}
