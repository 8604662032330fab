import type { Hash, Hex } from 'viem';
import type { On, WriteClient } from '../contracts/clients.ts';
import { prepareCall } from '../contracts/prepared-call.ts';
import type { PreparedCall } from '../contracts/prepared-call.ts';
import { sendCall } from '../contracts/send-call.ts';
import type { Deployment } from '../deployment.ts';

/** Parameters of {@link publishVersion}. */
export type PublishVersionParameters = {
  assetId: bigint;
  /** Digest of the new manifest. */
  manifestDigest: Hex;
};

/** Encodes {@link publishVersion} for a preview. */
export function preparePublishVersion(
  deployment: Deployment,
  parameters: PublishVersionParameters,
): PreparedCall {
  return prepareCall(deployment, 'assetRegistry', 'publishVersion', [
    parameters.assetId,
    parameters.manifestDigest,
  ]);
}

/**
 * Publishes a new version of an asset that the account owns; its number is in the event `VersionPublished`.
 */
export function publishVersion(
  client: WriteClient,
  { deployment, ...parameters }: On<PublishVersionParameters>,
): Promise<Hash> {
  return sendCall(client, preparePublishVersion(deployment, parameters));
}
