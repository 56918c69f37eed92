import { CSPProvider } from '@base-ui/react/csp-provider';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useState } from 'react';
import { useLiveUpdates } from '@/features/conversations/api/use-live-updates';
import { createQueryClient } from '@/lib/query';
import { createAppRouter } from './router';

function Live() {
  useLiveUpdates();
  return null;
}

/** The providers and the router. No style element is injected: the CSP refuses them. */
export function App() {
  const [client] = useState(createQueryClient);
  const [router] = useState(() => createAppRouter(client));
  return (
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={client}>
        <Live />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </CSPProvider>
  );
}
