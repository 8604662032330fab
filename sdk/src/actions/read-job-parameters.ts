import { readContract } from 'viem/actions';
import type { On, ReadClient } from '../contracts/clients.ts';
import { jobEscrowAbi } from '../generated/abi.ts';

/** Parameters of jobs. */
export type JobParameters = {
  version: bigint;
  challengeWindowSeconds: number;
  maxClaimWindowSeconds: number;
  maxRunSeconds: number;
  feeBps: number;
  bondBps: number;
  minBondWei: bigint;
};

/** Reads a version of the parameters; without a version, the one that holds for new requests. */
export async function readJobParameters(
  client: ReadClient,
  { deployment, version: asked }: On<{ version?: bigint }>,
): Promise<JobParameters> {
  const contract = { abi: jobEscrowAbi, address: deployment.addresses.jobEscrow } as const;
  const version = asked ?? (await readContract(client, { ...contract, functionName: 'currentVersion' }));
  const parameters = await readContract(client, {
    ...contract,
    functionName: 'parametersOf',
    args: [version],
  });
  return {
    version,
    challengeWindowSeconds: parameters.challengeWindow,
    maxClaimWindowSeconds: parameters.maxClaimWindow,
    maxRunSeconds: parameters.maxRunTime,
    feeBps: parameters.feeBps,
    bondBps: parameters.bondBps,
    minBondWei: parameters.minBond,
  };
}
