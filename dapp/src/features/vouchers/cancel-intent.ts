import type { Config } from '../../lib/config.ts';
import { shortHex } from '../../lib/format/short-hex.ts';
import type { TransactionIntent } from '../../lib/transaction/transaction-intent.ts';

/** What it means for a seller to void a voucher, in words, and how its call is made. */
export function cancelIntent(
  config: Config,
  { recipient, nonce }: { recipient: string; nonce: bigint },
): TransactionIntent {
  return {
    title: 'Cancel the voucher',
    sentence: `${shortHex(recipient)} can no longer buy with it, whoever has its text.`,
    after: 'Nothing is paid but the network fee. Licences that were bought stay good.',
    prepare: async () => {
      const { cancelVoucherCall } = await import('./voucher-call.ts');
      return cancelVoucherCall(config, nonce);
    },
  };
}
