import type { Hash, Hex } from 'viem';
import type { On, WriteClient } from '../contracts/clients.ts';
import type { Jury } from '../contracts/contract-types.ts';
import { prepareCall } from '../contracts/prepared-call.ts';
import type { PreparedCall } from '../contracts/prepared-call.ts';
import { sendCall } from '../contracts/send-call.ts';
import type { Deployment } from '../deployment.ts';

/** Parameters of {@link commitFinding}. */
export type CommitFindingParameters = {
  jobId: bigint;
  /** The leaf in dispute, or `DELIVERY_INDEX`. */
  index: bigint;
  /** See `readJury`. */
  jury: Jury;
  /** The account's place in the jury of the round. */
  place: bigint;
  /** See `findingHash`. */
  commitment: Hex;
};

/** Encodes {@link commitFinding} for a preview. */
export function prepareCommitFinding(
  deployment: Deployment,
  parameters: CommitFindingParameters,
): PreparedCall {
  return prepareCall(deployment, 'disputes', 'commit', [
    parameters.jobId,
    parameters.index,
    parameters.jury,
    parameters.place,
    parameters.commitment,
  ]);
}

/** Commits to a finding, as a juror of the round. */
export function commitFinding(
  client: WriteClient,
  { deployment, ...parameters }: On<CommitFindingParameters>,
): Promise<Hash> {
  return sendCall(client, prepareCommitFinding(deployment, parameters));
}
