import { prepareRequestJob } from '@cultivar/sdk';
import { contentClient } from '@cultivar/sdk/content';
import { accountEntityId, entityId, licenseListDocument, queryIndex } from '@cultivar/sdk/graphql';
import { classId, traceShape } from '@cultivar/sdk/spec';
import type { JobManifest } from '@cultivar/sdk/spec';
import type { Config } from '../../lib/config.ts';
import { chainCallOf } from '../../lib/transaction/chain-call-of.ts';
import type { ChainCall, Hex } from '../../lib/wallet/chain-call.ts';
import type { RequestTerms } from './terms.ts';
import type { InputAsset } from './use-inputs.ts';

type RequestCallParameters = {
  config: Config;
  manifest: JobManifest;
  account: Hex;
  terms: RequestTerms;
  /** The base model, then the datasets. */
  parents: readonly InputAsset[];
};

/** Stores the manifest under its digest, made by the account that signs, and encodes the request that names it. */
export async function requestCall({
  config,
  manifest,
  account,
  terms,
  parents,
}: RequestCallParameters): Promise<ChainCall> {
  const own: JobManifest = { ...manifest, creator: account };
  const { digest } = await contentClient({ contentUrl: config.contentUrl }).putManifest(own);
  return chainCallOf(
    prepareRequestJob(config, {
      specDigest: digest,
      class: classId(own.class),
      runSeconds: terms.runSeconds,
      ...traceShape(own, own.steps ?? 0),
      minPrice: terms.minPriceWei,
      maxPrice: terms.maxPriceWei,
      claimWindowSeconds: terms.claimWindowSeconds,
      parents: await Promise.all(
        parents.map(async (parent) => ({
          assetId: parent.assetId,
          licenseId: await derivingLicense(config, parent, account),
        })),
      ),
    }),
  );
}

/** The licence that lets the account derive from a parent; 0 where none is needed or none is held. */
async function derivingLicense(config: Config, parent: InputAsset, account: Hex): Promise<bigint> {
  if (parent.policy !== 'LICENSED' || parent.owner.toLowerCase() === account.toLowerCase()) return 0n;
  const where = {
    asset: entityId(parent.assetId),
    owner: accountEntityId(account),
    allowsDerive: true,
  };
  const { licenses } = await queryIndex(config.graphqlUrl, licenseListDocument, { where, first: 1 });
  return BigInt(licenses[0]?.licenseId ?? 0);
}
