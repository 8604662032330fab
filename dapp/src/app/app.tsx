import { RouterProvider } from '@tanstack/react-router';
import type { Config } from '../lib/config.ts';
import { Providers } from './providers.tsx';
import { router } from './router.tsx';

/** The whole application for one configuration. */
export function App({ config }: { config: Config }) {
  return (
    <Providers config={config}>
      <RouterProvider router={router} />
    </Providers>
  );
}
