import { prepareWithdrawCredit } from '@cultivar/sdk';
import type { Config } from '../../lib/config.ts';
import { chainCallOf } from '../../lib/transaction/chain-call-of.ts';
import type { ChainCall, Hex } from '../../lib/wallet/chain-call.ts';

/** Takes an account's native credit out of the treasury, to itself. */
export function withdrawalCall(config: Config, account: Hex, amountWei: bigint): ChainCall {
  return chainCallOf(prepareWithdrawCredit(config, { recipient: account, amount: amountWei }));
}
