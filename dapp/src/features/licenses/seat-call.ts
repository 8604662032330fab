import { prepareAssignSeat, prepareClearSeat } from '@cultivar/sdk';
import type { Config } from '../../lib/config.ts';
import { chainCallOf } from '../../lib/transaction/chain-call-of.ts';
import type { ChainCall } from '../../lib/wallet/chain-call.ts';
import type { SeatPlan } from './seat-draft.ts';

type Place = { licenseId: bigint; index: number };

/** The call that gives a seat to an account, or takes it from whoever has it where no plan says whom to give it to. */
export function seatCall(config: Config, { licenseId, index }: Place, plan?: SeatPlan): ChainCall {
  const seat = BigInt(index);
  if (plan === undefined) return chainCallOf(prepareClearSeat(config, { licenseId, seat }));
  const { account, endsAtMs } = plan;
  const expiresAt = endsAtMs === undefined ? undefined : BigInt(Math.floor(endsAtMs / 1000));
  return chainCallOf(prepareAssignSeat(config, { licenseId, seat, account, expiresAt }));
}
