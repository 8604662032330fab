import type { ReactNode } from 'react';
import { TransactionProvider } from '../features/transaction/transaction-provider.tsx';
import { WalletProvider } from '../features/wallet/wallet-provider.tsx';

/** The visitor's wallet and transactions, inside the router: a review may lead to a page. */
export function Visitor({ children }: { children: ReactNode }) {
  return (
    <WalletProvider>
      <TransactionProvider>{children}</TransactionProvider>
    </WalletProvider>
  );
}
