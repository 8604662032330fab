import { formatEther } from 'viem';
import type { Stakes } from './model/stakes.ts';
import type { RecommendedParameters } from './recommended-parameters.ts';

/** Parameters as deployed, with the protocol's fee, as the numbers that the simulation reckons with: in ether. */
export function stakesFromParameters(parameters: RecommendedParameters & { feeBps: number }): Stakes {
  const ether = (wei: bigint) => Number(formatEther(wei));
  return {
    feeRate: parameters.feeBps / 10_000,
    bondRate: parameters.bondBps / 10_000,
    minBond: ether(parameters.minBondWei),
    auditRate: parameters.auditRateBps / 10_000,
    challengeBond: ether(parameters.challengeBondWei),
    juryFee: ether(parameters.juryFeeWei),
    bounty: ether(parameters.bountyWei),
    slice: ether(parameters.sliceWei),
  };
}
