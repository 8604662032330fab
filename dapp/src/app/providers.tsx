import { QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Config } from '../lib/config.ts';
import { createQueryClient } from '../lib/query-client.ts';
import { ConfigContext } from '../lib/use-config.ts';
import { Toasts } from '../ui/toasts.tsx';

/** What every page may rely on. Wallet code is not among it: it loads when a page or an act asks for it. */
export function Providers({ config, children }: { config: Config; children: ReactNode }) {
  const [queryClient] = useState(createQueryClient);
  return (
    <ConfigContext value={config}>
      <QueryClientProvider client={queryClient}>
        {children}
        <Toasts />
      </QueryClientProvider>
    </ConfigContext>
  );
}
