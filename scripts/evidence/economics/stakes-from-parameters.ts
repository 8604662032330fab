import type { Stakes } from './model/stakes.ts';
import type { RecommendedParameters } from './recommended-parameters.ts';

/** Parameters with the protocol's fee, as what the simulation reckons with: amounts in fees of one juror. */
export function stakesFromParameters(parameters: RecommendedParameters & { feeBps: number }): Stakes {
  const fees = (wei: bigint) => Number((wei * 1_000_000n) / parameters.juryFeeWei) / 1_000_000;
  return {
    feeRate: parameters.feeBps / 10_000,
    bondRate: parameters.bondBps / 10_000,
    minBond: fees(parameters.minBondWei),
    auditRate: parameters.auditRateBps / 10_000,
    challengeBond: fees(parameters.challengeBondWei),
    juryFee: 1,
    bounty: fees(parameters.bountyWei),
    slice: fees(parameters.sliceWei),
  };
}
