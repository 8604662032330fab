import type { ApiPromise } from '@polkadot/api';
import { CallRefusedError } from '../../../lib/wallet/call-refused-error.ts';
import type { ChainCall } from '../../../lib/wallet/chain-call.ts';
import { weiToPlancks } from './native-amount.ts';
import { refusalOfRevert } from '../evm/refusal-of.ts';

/** Two-dimensional weight. */
type Weight = { refTime: bigint; proofSize: bigint };
type DryRun = { weightLimit: Weight; depositPlancks: bigint; depositLimitPlancks: bigint };

/** State may move between the dry run and the block. */
const MARGIN_PERCENT = 25n;

/** As `ReviveApi_call` answers, read through its JSON form because runtimes name fields differently. */
type Answer = {
  weightRequired?: { refTime: string | number; proofSize: string | number };
  gasRequired?: { refTime: string | number; proofSize: string | number };
  storageDeposit: { charge?: string | number; refund?: string | number };
  result: { ok?: { flags: { bits?: number } | number; data: `0x${string}` }; err?: unknown };
};

/**
 * Runs a call against the current state without sending it.
 *
 * @throws CallRefusedError when the contract reverts or the runtime refuses.
 */
export async function dryRun(
  api: ApiPromise,
  origin: string,
  call: ChainCall,
  decimals: number,
): Promise<DryRun> {
  const value = weiToPlancks(call.valueWei, decimals);
  const raw = await api.call.reviveApi!.call!(origin, call.to, value, null, null, call.data);
  const answer = raw.toJSON() as unknown as Answer;
  const { ok, err } = answer.result;
  if (ok === undefined) throw new CallRefusedError(`the chain refused the call: ${JSON.stringify(err)}`);
  const flags = typeof ok.flags === 'number' ? ok.flags : (ok.flags.bits ?? 0);
  if ((flags & 1) === 1) throw refusalOfRevert(ok.data);
  const weight = answer.weightRequired ?? answer.gasRequired;
  if (weight === undefined) throw new CallRefusedError('the chain did not say what the call weighs');
  const depositPlancks = BigInt(answer.storageDeposit.charge ?? 0);
  return {
    weightLimit: {
      refTime: withMargin(BigInt(weight.refTime)),
      proofSize: withMargin(BigInt(weight.proofSize)),
    },
    depositPlancks,
    depositLimitPlancks: withMargin(depositPlancks),
  };
}

function withMargin(value: bigint): bigint {
  return (value * (100n + MARGIN_PERCENT)) / 100n;
}
