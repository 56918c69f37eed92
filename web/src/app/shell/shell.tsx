import { useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { Feather, Images, LayoutGrid, type LucideIcon, Plug, Plus } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Wordmark } from '@/components/ui/wordmark';
import { paths } from '@/config/paths';
import { AccountMenu } from '@/features/identity/components/account-menu';
import { UploadsNote } from '@/features/media/components/upload/uploads-note';
import { useUser } from '@/lib/session';
import { OfflineNote } from './offline-note';

const LINKS = [
  { to: paths.home, label: 'nav.posts', Icon: LayoutGrid },
  { to: paths.newPost, label: 'nav.new', Icon: Plus },
  { to: paths.library, label: 'nav.library', Icon: Images },
  { to: paths.templates, label: 'nav.words', Icon: Feather },
  { to: paths.connections, label: 'nav.connections', Icon: Plug },
] as const satisfies readonly { to: string; label: string; Icon: LucideIcon }[];

/** The upload queue loads beside the first page, not before it. */
const loadUploadQueue = () => import('@/features/media/api/upload-queue');

/** The layout of every page that needs a session. */
export function Shell() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const main = useRef<HTMLElement>(null);
  useSignOutCleanup();
  useFocusOnNavigation(main);
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="sr-only z-40 bg-sheet p-4 font-bold focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {t('common.skip')}
      </a>
      <header className="sticky top-0 z-20 bg-page">
        <div className="mx-auto flex max-w-6xl items-center justify-between gap-6 px-4 py-2 sm:px-8">
          <Link to={paths.home} aria-label={t('home.title')} className="rounded-cut p-1">
            <Wordmark className="h-10 text-indigo" />
          </Link>
          <Navigation className="hidden gap-2 sm:flex" />
          <AccountMenu onSignedOut={() => void navigate({ to: paths.signIn })} />
        </div>
        <div aria-hidden className="print-border" />
        <OfflineNote />
        <UploadsNote />
      </header>
      <main ref={main} id="main" tabIndex={-1} className="flex-1 pb-20 outline-none sm:pb-0">
        <Outlet />
      </main>
      <Navigation className="fixed inset-x-0 bottom-0 z-20 flex justify-around border-line border-t bg-page pb-[env(safe-area-inset-bottom)] sm:hidden" />
    </div>
  );
}

function Navigation({ className }: { className: string }) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('nav.label')} className={className}>
      {LINKS.map(({ to, label, Icon }) => (
        <Link
          key={to}
          to={to}
          activeOptions={{ exact: to === paths.home }}
          className="flex min-h-14 min-w-16 flex-col items-center justify-center gap-0.5 rounded-cut px-1.5 font-bold text-fine text-soft hover:text-indigo sm:px-3 data-[status=active]:text-indigo sm:min-h-11 sm:flex-row sm:gap-2 sm:text-body sm:data-[status=active]:underline sm:data-[status=active]:decoration-4 sm:data-[status=active]:underline-offset-8"
        >
          <Icon aria-hidden className="size-6 sm:size-5" />
          {t(label)}
        </Link>
      ))}
    </nav>
  );
}

/** Clears all data of the person who signed out, before another signs in on this device. */
function useSignOutCleanup(): void {
  const user = useUser();
  const navigate = useNavigate();
  const client = useQueryClient();
  useEffect(() => {
    if (user) {
      void loadUploadQueue().then(({ restoreUploads }) => restoreUploads());
      return;
    }
    client.clear();
    void loadUploadQueue().then(({ clearUploads }) => clearUploads());
    const next = location.pathname === '/' ? {} : { next: location.pathname };
    void navigate({ to: paths.signIn, search: next });
  }, [user, navigate, client]);
}

/** Moves the focus to the new page, for screen readers; not on the first page. */
function useFocusOnNavigation(main: React.RefObject<HTMLElement | null>): void {
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  const last = useRef(pathname);
  useEffect(() => {
    if (last.current === pathname) return;
    last.current = pathname;
    main.current?.focus({ preventScroll: true });
  }, [pathname, main]);
}
