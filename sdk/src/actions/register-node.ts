import type { Hash, Hex } from 'viem';
import type { On, WriteClient } from '../contracts/clients.ts';
import { prepareCall } from '../contracts/prepared-call.ts';
import type { PreparedCall } from '../contracts/prepared-call.ts';
import { sendCall } from '../contracts/send-call.ts';
import type { Deployment } from '../deployment.ts';

/** Parameters of {@link registerNode}. */
export type RegisterNodeParameters = {
  /** Digest of the node's manifest. */
  metadataDigest: Hex;
  /** Ids of the determinism classes it serves, see `classId`. */
  classes: readonly Hex[];
  stakeWei: bigint;
};

/** Encodes {@link registerNode} for a preview. */
export function prepareRegisterNode(
  deployment: Deployment,
  parameters: RegisterNodeParameters,
): PreparedCall {
  return prepareCall(
    deployment,
    'nodeRegistry',
    'register',
    [parameters.metadataDigest, [...parameters.classes]],
    parameters.stakeWei,
  );
}

/** Registers the account as a node, with its stake. */
export function registerNode(
  client: WriteClient,
  { deployment, ...parameters }: On<RegisterNodeParameters>,
): Promise<Hash> {
  return sendCall(client, prepareRegisterNode(deployment, parameters));
}
