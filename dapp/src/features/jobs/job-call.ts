import {
  prepareAcceptJob,
  prepareCancelJob,
  prepareExpireJob,
  prepareFinalizeJob,
  prepareMintResult,
  prepareReleaseBond,
  readJobSubmission,
  readJobTerms,
} from '@cultivar/sdk';
import { createPublicClient, http } from 'viem';
import type { Config } from '../../lib/config.ts';
import { chainCallOf } from '../../lib/transaction/chain-call-of.ts';
import type { ChainCall } from '../../lib/wallet/chain-call.ts';
import type { JobAct } from './job-acts.ts';

const WITH_SUBMISSION = {
  accept: prepareAcceptJob,
  finalize: prepareFinalizeJob,
  mintResult: prepareMintResult,
  releaseBond: prepareReleaseBond,
} as const;
const WITHOUT = { cancel: prepareCancelJob, expire: prepareExpireJob } as const;

/** The call of an act on a job, with its terms as the chain's own logs say them: they must match to the bit. */
export async function jobCall(name: JobAct['name'], jobId: bigint, deployment: Config): Promise<ChainCall> {
  const reads = createPublicClient({ transport: http(deployment.rpcUrl) });
  const terms = await readJobTerms(reads, { deployment, jobId });
  if (name === 'cancel' || name === 'expire') {
    return chainCallOf(WITHOUT[name](deployment, { jobId, terms }));
  }
  const submission = await readJobSubmission(reads, { deployment, jobId });
  return chainCallOf(WITH_SUBMISSION[name](deployment, { jobId, terms, submission }));
}
