import {
  prepareChallengeDelivery,
  prepareChallengeLeaf,
  readDisputeParameters,
  readJobSubmission,
  readJobTerms,
} from '@cultivar/sdk';
import { createPublicClient, http } from 'viem';
import type { Config } from '../../lib/config.ts';
import { chainCallOf } from '../../lib/transaction/chain-call-of.ts';
import type { ChainCall, Hex } from '../../lib/wallet/chain-call.ts';

/** What is challenged: a leaf, or the delivery with the requester's key for the job. */
export type Challenged = { leaf: number } | { key: Hex };

/** The call that opens a challenge, with the bond that the job's own parameters ask for. */
export async function challengeCall(
  deployment: Config,
  jobId: bigint,
  challenged: Challenged,
): Promise<ChainCall> {
  const reads = createPublicClient({ transport: http(deployment.rpcUrl) });
  const [terms, submission] = await Promise.all([
    readJobTerms(reads, { deployment, jobId }),
    readJobSubmission(reads, { deployment, jobId }),
  ]);
  const version = BigInt(terms.version);
  const { challengeBondWei: bondWei } = await readDisputeParameters(reads, { deployment, version });
  const common = { jobId, terms, submission, bondWei };
  return chainCallOf(
    'leaf' in challenged
      ? prepareChallengeLeaf(deployment, { ...common, index: BigInt(challenged.leaf) })
      : prepareChallengeDelivery(deployment, { ...common, key: challenged.key }),
  );
}
