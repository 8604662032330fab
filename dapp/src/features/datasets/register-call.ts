import { prepareRegisterAsset } from '@cultivar/sdk';
import { contentClient } from '@cultivar/sdk/content';
import type { DatasetManifest } from '@cultivar/sdk/spec';
import type { Config } from '../../lib/config.ts';
import { chainCallOf } from '../../lib/transaction/chain-call-of.ts';
import type { ChainCall } from '../../lib/wallet/chain-call.ts';
import type { DatasetPlan } from './dataset-draft.ts';

/** Stores the manifest under its digest and encodes the registration that names it. */
export async function registerCall(
  config: Config,
  manifest: DatasetManifest,
  { policy, royalty }: DatasetPlan,
): Promise<ChainCall> {
  const { digest } = await contentClient({ contentUrl: config.contentUrl }).putManifest(manifest);
  const terms = { kind: 'dataset', manifestDigest: digest, policy, royaltyBps: royalty } as const;
  return chainCallOf(prepareRegisterAsset(config, terms));
}
