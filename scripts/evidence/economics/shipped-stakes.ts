import type { ProtocolParameters } from '../../deploy/parameters/protocol-parameters.ts';
import type { Stakes } from './model/stakes.ts';

/** A network's parameters as what the simulation reckons with: amounts in fees of one juror. */
export function shippedStakes({ jobs, disputes }: Pick<ProtocolParameters, 'jobs' | 'disputes'>): Stakes {
  const fees = (wei: bigint) => Number((wei * 1_000_000n) / disputes.juryFeeWei) / 1_000_000;
  return {
    feeRate: jobs.feeBps / 10_000,
    bondRate: jobs.bondBps / 10_000,
    minBond: fees(jobs.minBondWei),
    auditRate: disputes.auditRateBps / 10_000,
    challengeBond: fees(disputes.challengeBondWei),
    juryFee: 1,
    bounty: fees(disputes.bountyWei),
    slice: fees(disputes.sliceWei),
  };
}
