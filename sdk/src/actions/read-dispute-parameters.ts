import { readContract } from 'viem/actions';
import type { On, ReadClient } from '../contracts/clients.ts';
import { jobEscrowAbi } from '../generated/abi.ts';

/** Parameters of audits and disputes. Amounts are in the native currency. */
export type DisputeParameters = {
  openingWindowSeconds: number;
  commitWindowSeconds: number;
  revealWindowSeconds: number;
  auditWindowSeconds: number;
  maxDurationSeconds: number;
  seedDelayBlocks: number;
  auditRateBps: number;
  challengeBondWei: bigint;
  juryFeeWei: bigint;
  bountyWei: bigint;
  sliceWei: bigint;
};

/** Reads what holds for audits and disputes of jobs with this version of the parameters. */
export async function readDisputeParameters(
  client: ReadClient,
  { deployment, version }: On<{ version: bigint }>,
): Promise<DisputeParameters> {
  const parameters = await readContract(client, {
    abi: jobEscrowAbi,
    address: deployment.addresses.jobEscrow,
    functionName: 'disputeParametersOf',
    args: [version],
  });
  return {
    openingWindowSeconds: parameters.openingWindow,
    commitWindowSeconds: parameters.commitWindow,
    revealWindowSeconds: parameters.revealWindow,
    auditWindowSeconds: parameters.auditWindow,
    maxDurationSeconds: parameters.maxDuration,
    seedDelayBlocks: parameters.seedDelay,
    auditRateBps: parameters.auditRateBps,
    challengeBondWei: parameters.challengeBond,
    juryFeeWei: parameters.juryFee,
    bountyWei: parameters.bounty,
    sliceWei: parameters.slice,
  };
}
