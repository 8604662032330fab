import type { Hex } from 'viem';
import { Call } from '../../core/call.ts';
import type { Permit } from '../../market/offer.ts';
import { permitHash } from '../../market/permit.ts';
import type { Plan } from '../plan.ts';

/** A permit of `holder` to the treasury: mostly one that holds, sometimes late, of another value or made up. */
export async function permitFor(plan: Plan, holder: Hex, currency: Hex, amount: bigint): Promise<Permit> {
  const value = plan.mostly(amount, () => plan.luck.between(0n, amount));
  const deadline = plan.mostly(plan.env.now + 100n, () => plan.env.now);
  if (plan.luck.chance(10)) return { value, deadline, v: 27n, r: plan.word(), s: plan.word() };
  const signature = await plan.sign(
    holder,
    permitHash(new Call(plan.world, plan.env, holder), currency, value, deadline),
  );
  const [r, s] = [signature.slice(2, 66), signature.slice(66, 130)].map((half): Hex => `0x${half}`) as [
    Hex,
    Hex,
  ];
  return { value, deadline, v: BigInt(`0x${signature.slice(130)}`), r, s };
}
