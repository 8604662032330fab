import { useMutation } from '@tanstack/react-query';
import { useConfig } from '../../lib/use-config.ts';
import { SignatureDeclinedError } from '../../lib/wallet/signature-declined-error.ts';
import { useWallet } from '../../lib/wallet/wallet-context.ts';
import type { KeptVoucher } from './kept-voucher.ts';
import { nextNonce } from './next-nonce.ts';
import { randomWord } from './random-word.ts';
import type { VoucherPlan } from './voucher-draft.ts';
import { keepVoucher, loadVouchers } from './voucher-store.ts';

/** Signs a voucher with the connected wallet and keeps it in this browser. A declined signature is no problem. */
export function useMakeVoucher(onMade: (voucher: KeptVoucher) => void) {
  const config = useConfig();
  const { session } = useWallet();
  const mutation = useMutation({
    mutationFn: async (plan: VoucherPlan) => {
      if (!session) throw new Error('connect the wallet that owns the asset first');
      const kept = loadVouchers(localStorage, config.chainId, session.evmAccount);
      const nonce = nextNonce(
        kept.map((voucher) => voucher.nonce),
        randomWord,
      );
      // Contract code is large, and only a seller needs it.
      const { makeVoucher } = await import('./make-voucher.ts');
      const made = await makeVoucher({ config, session, plan, nonce, nowMs: Date.now() });
      keepVoucher(localStorage, made);
      return made;
    },
    onSuccess: onMade,
  });
  const { error } = mutation;
  const failed = error && !(error instanceof SignatureDeclinedError);
  return {
    ...mutation,
    walletName: session?.walletName ?? 'the wallet',
    problem: failed ? error.message : undefined,
  };
}
