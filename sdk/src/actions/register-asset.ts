import type { Hash, Hex } from 'viem';
import type { On, WriteClient } from '../contracts/clients.ts';
import type { Parent } from '../contracts/contract-types.ts';
import { prepareCall } from '../contracts/prepared-call.ts';
import type { PreparedCall } from '../contracts/prepared-call.ts';
import { sendCall } from '../contracts/send-call.ts';
import { DERIVATION_POLICIES, numberOf } from '../contracts/words.ts';
import type { DerivationPolicy } from '../contracts/words.ts';
import type { Deployment } from '../deployment.ts';
import { ASSET_KINDS } from '../spec/asset-kind.ts';
import type { AssetKind } from '../spec/asset-kind.ts';

/** Parameters of {@link registerAsset}. */
export type RegisterAssetParameters = {
  kind: AssetKind;
  /** Digest of its manifest; unique for the account. */
  manifestDigest: Hex;
  /** Who may derive from it. @default 'open' */
  policy?: DerivationPolicy;
  /** Its part of the sales of derived works, in 1/10,000; never changes. @default 0 */
  royaltyBps?: number;
  /** What it was made from, at most four. @default [] */
  parents?: readonly Parent[];
};

/** Encodes {@link registerAsset} for a preview. */
export function prepareRegisterAsset(
  deployment: Deployment,
  parameters: RegisterAssetParameters,
): PreparedCall {
  const { kind, manifestDigest, policy = 'open', royaltyBps = 0, parents = [] } = parameters;
  return prepareCall(deployment, 'assetRegistry', 'register', [
    numberOf(ASSET_KINDS, kind),
    manifestDigest,
    numberOf(DERIVATION_POLICIES, policy),
    royaltyBps,
    parents.map(({ assetId, licenseId = 0n }) => ({ assetId, licenseId })),
  ]);
}

/** Registers an asset, which the account then owns; its id is in the event `AssetRegistered`. */
export function registerAsset(
  client: WriteClient,
  { deployment, ...parameters }: On<RegisterAssetParameters>,
): Promise<Hash> {
  return sendCall(client, prepareRegisterAsset(deployment, parameters));
}
