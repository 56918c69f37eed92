import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const backend = process.env['HAAT_BACKEND'] ?? 'http://localhost:8080';

const pwa = VitePWA({
  // The worker of an open page stays until all its tabs close: no page loses its own chunks.
  registerType: 'prompt',
  injectRegister: false,
  manifest: false,
  workbox: {
    globPatterns: ['**/*.{js,css,html,svg,webmanifest}', '**/*latin-{400,600,800}*.woff2'],
    navigateFallback: '/index.html',
    navigateFallbackDenylist: [/^\/api\//, /^\/media\//, /^\/live/],
    runtimeCaching: [
      {
        urlPattern: ({ url }) => url.pathname.startsWith('/media/'),
        handler: 'CacheFirst',
        options: { cacheName: 'pictures', expiration: { maxEntries: 200 } },
      },
      {
        urlPattern: ({ request }) => request.destination === 'font',
        handler: 'CacheFirst',
        options: { cacheName: 'fonts', expiration: { maxEntries: 20 } },
      },
    ],
  },
});

export default defineConfig({
  plugins: [react(), tailwindcss(), pwa],
  resolve: { alias: { '@': here('./src'), '~testing': here('./testing') } },
  build: {
    manifest: true,
    // `data:` addresses would need holes in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2023',
    rolldownOptions: {
      output: {
        codeSplitting: {
          // On a slow network a chunk of a few hundred bytes costs as much as one of ten thousand.
          groups: [
            {
              name: 'framework',
              test: /node_modules.(react|react-dom|scheduler|use-sync-external-store|i18next|react-i18next|@tanstack)\//,
            },
            { name: 'forms', test: /node_modules.(zod|react-hook-form|@hookform)\// },
            {
              name: 'shared',
              // Not what brings a headless part along, nor what only forms use.
              test: /src.(features.\w+.keys\.|(lib|config|api|components|platforms)\/(?!ui.(drawer|tabs|progress|confirm-dialog|chips-field|select-field)\.))/,
              minShareCount: 3,
            },
          ],
        },
      },
    },
  },
  server: {
    proxy: {
      '/api': backend,
      '/media': backend,
      '/uploads': backend,
      '/live': { target: backend, ws: true },
    },
  },
  test: {
    restoreMocks: true,
    testTimeout: 60_000,
    pool: 'threads',
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: { name: 'plain', environment: 'node', include: ['{src,testing}/**/*.test.ts'] },
      },
      {
        extends: true,
        test: {
          name: 'page',
          environment: 'jsdom',
          environmentOptions: { jsdom: { url: 'http://localhost:8080/' } },
          setupFiles: ['./testing/setup.ts'],
          include: ['{src,testing}/**/*.test.tsx'],
        },
      },
    ],
  },
});
