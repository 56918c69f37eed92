/** The routes. Each is its own chunk; those that need a session redirect to the sign-in first. */
import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { paths } from '@/config/paths';
import { loadStrings } from '@/lib/i18n';
import { accessToken } from '@/lib/session';
import { librarySearch } from './routes/library/library-search';
import { ErrorPage, NotFound } from './routes/not-found';
import { signInSearch } from './sign-in-search';

interface RouterContext {
  client: QueryClient;
}

export interface ConnectionsSearch {
  connected?: string;
  problem?: string;
  platform?: string;
  kept?: string;
}

const text = (value: unknown) => (typeof value === 'string' ? value : undefined);

function connectionsSearch(search: Record<string, unknown>): ConnectionsSearch {
  const parsed: ConnectionsSearch = {};
  for (const name of ['connected', 'problem', 'platform', 'kept'] as const) {
    const value = text(search[name]);
    if (value) parsed[name] = value;
  }
  return parsed;
}

const rootRoute = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  notFoundComponent: NotFound,
  errorComponent: ErrorPage,
});

const signedOutRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-out',
  beforeLoad: async () => {
    if (await accessToken().catch(() => null)) throw redirect({ to: paths.home });
  },
});

const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  component: lazyRouteComponent(() => import('./shell/shell'), 'Shell'),
  beforeLoad: async ({ location }) => {
    if (await accessToken()) return;
    const next = location.href === '/' ? {} : { next: location.href };
    throw redirect({ to: paths.signIn, search: next });
  },
});

const routeTree = rootRoute.addChildren([
  createRoute({
    getParentRoute: () => rootRoute,
    path: paths.approve,
    loader: () => loadStrings('content'),
    component: lazyRouteComponent(() => import('./routes/approve/approve-route'), 'ApproveRoute'),
  }),
  signedOutRoute.addChildren([
    createRoute({
      getParentRoute: () => signedOutRoute,
      path: paths.signIn,
      validateSearch: signInSearch,
      component: lazyRouteComponent(() => import('./routes/sign-in'), 'SignInRoute'),
    }),
    createRoute({
      getParentRoute: () => signedOutRoute,
      path: paths.signUp,
      validateSearch: signInSearch,
      loader: () => loadStrings('identity'),
      component: lazyRouteComponent(() => import('./routes/sign-up'), 'SignUpRoute'),
    }),
  ]),
  signedInRoute.addChildren([
    createRoute({
      getParentRoute: () => signedInRoute,
      path: paths.home,
      component: lazyRouteComponent(() => import('./routes/home'), 'HomeRoute'),
    }),
    createRoute({
      getParentRoute: () => signedInRoute,
      path: paths.newPost,
      loader: () => loadStrings('media'),
      component: lazyRouteComponent(() => import('./routes/new-post'), 'NewPostRoute'),
    }),
    createRoute({
      getParentRoute: () => signedInRoute,
      path: paths.product,
      component: lazyRouteComponent(() => import('./routes/product/product-route'), 'ProductRoute'),
    }),
    createRoute({
      getParentRoute: () => signedInRoute,
      path: paths.templates,
      loader: () => loadStrings('content'),
      component: lazyRouteComponent(
        () => import('./routes/templates/templates-route'),
        'TemplatesRoute',
      ),
    }),
    createRoute({
      getParentRoute: () => signedInRoute,
      path: paths.voice,
      loader: () => loadStrings('content'),
      component: lazyRouteComponent(() => import('./routes/voice/voice-route'), 'VoiceRoute'),
    }),
    createRoute({
      getParentRoute: () => signedInRoute,
      path: paths.post,
      loader: () => loadStrings('publishing'),
      component: lazyRouteComponent(() => import('./routes/post'), 'PostRoute'),
    }),
    createRoute({
      getParentRoute: () => signedInRoute,
      path: paths.library,
      validateSearch: librarySearch,
      loader: () => loadStrings('media'),
      component: lazyRouteComponent(() => import('./routes/library/library-route'), 'LibraryRoute'),
    }),
    createRoute({
      getParentRoute: () => signedInRoute,
      path: paths.photo,
      loader: () => loadStrings('media'),
      component: lazyRouteComponent(() => import('./routes/library/photo-route'), 'PhotoRoute'),
    }),
    createRoute({
      getParentRoute: () => signedInRoute,
      path: paths.connections,
      validateSearch: connectionsSearch,
      loader: () => loadStrings('channels'),
      component: lazyRouteComponent(() => import('./routes/connections'), 'ConnectionsRoute'),
    }),
    createRoute({
      getParentRoute: () => signedInRoute,
      path: paths.platform,
      loader: () => loadStrings('channels'),
      component: lazyRouteComponent(
        () => import('./routes/platform/platform-route'),
        'PlatformRoute',
      ),
    }),
  ]),
]);

export function createAppRouter(client: QueryClient) {
  return createRouter({
    routeTree: routeTree,
    context: { client },
    defaultPreload: 'intent',
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
