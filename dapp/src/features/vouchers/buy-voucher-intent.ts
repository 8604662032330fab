import type { SignedVoucher } from '@cultivar/sdk';
import type { Config } from '../../lib/config.ts';
import { shortHex } from '../../lib/format/short-hex.ts';
import type { TransactionIntent } from '../../lib/transaction/transaction-intent.ts';
import type { VoucherOffer } from './voucher-facts.ts';

/** What buying with a voucher means, in words, and how its call is made. */
export function buyVoucherIntent(
  config: Config,
  signed: SignedVoucher,
  { asset, terms }: VoucherOffer,
): TransactionIntent {
  const { quantity, recipient, offerId } = signed.voucher;
  const licences = quantity === 1 ? 'One licence' : `${quantity} licences`;
  return {
    title: `Buy ${asset.name} with a voucher`,
    sentence: `${licences} for ${shortHex(recipient)}, under the terms of offer ${offerId} at the voucher’s price.`,
    after: 'The licence comes back as a token of the recipient. A voucher buys once.',
    prepare: async () => {
      const { buyVoucherCall } = await import('./voucher-call.ts');
      return buyVoucherCall(config, signed, terms);
    },
  };
}
