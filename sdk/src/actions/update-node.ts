import type { Hash, Hex } from 'viem';
import type { On, WriteClient } from '../contracts/clients.ts';
import { prepareCall } from '../contracts/prepared-call.ts';
import type { PreparedCall } from '../contracts/prepared-call.ts';
import { sendCall } from '../contracts/send-call.ts';
import type { Deployment } from '../deployment.ts';

/** Parameters of {@link updateNode}. */
export type UpdateNodeParameters = {
  /** Digest of the node's new manifest. */
  metadataDigest: Hex;
};

/** Encodes {@link updateNode} for a preview. */
export function prepareUpdateNode(deployment: Deployment, parameters: UpdateNodeParameters): PreparedCall {
  return prepareCall(deployment, 'nodeRegistry', 'update', [parameters.metadataDigest]);
}

/** Replaces the manifest of the node that the account is. */
export function updateNode(
  client: WriteClient,
  { deployment, ...parameters }: On<UpdateNodeParameters>,
): Promise<Hash> {
  return sendCall(client, prepareUpdateNode(deployment, parameters));
}
