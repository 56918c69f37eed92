/** The map of pages. Each is its own chunk; what needs a sign-in asks for it first. */
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
import { learn } from '@/lib/i18n';
import { accessToken } from '@/lib/session';
import { arrival } from './arrival';
import { librarySearch } from './routes/library/library-search';
import { Crashed, NotFound } from './routes/lost';

interface Context {
  client: QueryClient;
}

export interface ConnectionsSearch {
  connected?: string;
  problem?: string;
  platform?: string;
}

const text = (value: unknown) => (typeof value === 'string' ? value : undefined);

function callback(search: Record<string, unknown>): ConnectionsSearch {
  const found: ConnectionsSearch = {};
  for (const name of ['connected', 'problem', 'platform'] as const) {
    const value = text(search[name]);
    if (value) found[name] = value;
  }
  return found;
}

const root = createRootRouteWithContext<Context>()({
  component: Outlet,
  notFoundComponent: NotFound,
  errorComponent: Crashed,
});

const outside = createRoute({
  getParentRoute: () => root,
  id: 'outside',
  beforeLoad: async () => {
    if (await accessToken().catch(() => null)) throw redirect({ to: paths.home });
  },
});

const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  component: lazyRouteComponent(() => import('./shell/shell'), 'Shell'),
  beforeLoad: async ({ location }) => {
    if (await accessToken()) return;
    const next = location.href === '/' ? {} : { next: location.href };
    throw redirect({ to: paths.signIn, search: next });
  },
});

const tree = root.addChildren([
  createRoute({
    getParentRoute: () => root,
    path: paths.approve,
    loader: () => learn('content'),
    component: lazyRouteComponent(() => import('./routes/approve/approve-route'), 'ApproveRoute'),
  }),
  outside.addChildren([
    createRoute({
      getParentRoute: () => outside,
      path: paths.signIn,
      validateSearch: arrival,
      component: lazyRouteComponent(() => import('./routes/sign-in'), 'SignInRoute'),
    }),
    createRoute({
      getParentRoute: () => outside,
      path: paths.signUp,
      validateSearch: arrival,
      component: lazyRouteComponent(() => import('./routes/sign-up'), 'SignUpRoute'),
    }),
  ]),
  inside.addChildren([
    createRoute({
      getParentRoute: () => inside,
      path: paths.home,
      component: lazyRouteComponent(() => import('./routes/home'), 'HomeRoute'),
    }),
    createRoute({
      getParentRoute: () => inside,
      path: paths.newPost,
      loader: () => learn('library'),
      component: lazyRouteComponent(() => import('./routes/new-post'), 'NewPostRoute'),
    }),
    createRoute({
      getParentRoute: () => inside,
      path: paths.draft,
      component: lazyRouteComponent(() => import('./routes/draft/draft-route'), 'DraftRoute'),
    }),
    createRoute({
      getParentRoute: () => inside,
      path: paths.templates,
      loader: () => learn('content'),
      component: lazyRouteComponent(
        () => import('./routes/templates/templates-route'),
        'TemplatesRoute',
      ),
    }),
    createRoute({
      getParentRoute: () => inside,
      path: paths.voice,
      loader: () => learn('content'),
      component: lazyRouteComponent(() => import('./routes/voice/voice-route'), 'VoiceRoute'),
    }),
    createRoute({
      getParentRoute: () => inside,
      path: paths.post,
      component: lazyRouteComponent(() => import('./routes/post'), 'PostRoute'),
    }),
    createRoute({
      getParentRoute: () => inside,
      path: paths.library,
      validateSearch: librarySearch,
      loader: () => learn('library'),
      component: lazyRouteComponent(() => import('./routes/library/library-route'), 'LibraryRoute'),
    }),
    createRoute({
      getParentRoute: () => inside,
      path: paths.photo,
      loader: () => learn('library'),
      component: lazyRouteComponent(() => import('./routes/library/photo-route'), 'PhotoRoute'),
    }),
    createRoute({
      getParentRoute: () => inside,
      path: paths.connections,
      validateSearch: callback,
      loader: () => learn('channels'),
      component: lazyRouteComponent(() => import('./routes/connections'), 'ConnectionsRoute'),
    }),
    createRoute({
      getParentRoute: () => inside,
      path: paths.place,
      loader: () => learn('channels'),
      component: lazyRouteComponent(() => import('./routes/place/place-route'), 'PlaceRoute'),
    }),
  ]),
]);

export function createAppRouter(client: QueryClient) {
  return createRouter({
    routeTree: tree,
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
