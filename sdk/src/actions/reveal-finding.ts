import type { Hash, Hex } from 'viem';
import type { On, WriteClient } from '../contracts/clients.ts';
import type { Finding, Jury } from '../contracts/contract-types.ts';
import { prepareCall } from '../contracts/prepared-call.ts';
import type { PreparedCall } from '../contracts/prepared-call.ts';
import { sendCall } from '../contracts/send-call.ts';
import type { Deployment } from '../deployment.ts';

/** Parameters of {@link revealFinding}. */
export type RevealFindingParameters = {
  jobId: bigint;
  /** The leaf in dispute, or `DELIVERY_INDEX`. */
  index: bigint;
  /** See `readJury`. */
  jury: Jury;
  /** The account's place in the jury of the round. */
  place: bigint;
  finding: Finding;
  /** The salt of the commitment. */
  salt: Hex;
};

/** Encodes {@link revealFinding} for a preview. */
export function prepareRevealFinding(
  deployment: Deployment,
  parameters: RevealFindingParameters,
): PreparedCall {
  return prepareCall(deployment, 'disputes', 'reveal', [
    parameters.jobId,
    parameters.index,
    parameters.jury,
    parameters.place,
    parameters.finding,
    parameters.salt,
  ]);
}

/** Reveals a committed finding, once the time of commitments is over. */
export function revealFinding(
  client: WriteClient,
  { deployment, ...parameters }: On<RevealFindingParameters>,
): Promise<Hash> {
  return sendCall(client, prepareRevealFinding(deployment, parameters));
}
