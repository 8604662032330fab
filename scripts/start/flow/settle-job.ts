import {
  acceptJob,
  eventIn,
  findAsset,
  mintResult,
  readJob,
  readJobSubmission,
  readJobTerms,
} from '@cultivar/sdk';
import { jobEscrowAbi } from '@cultivar/sdk/abi';
import type { Hex } from '@cultivar/sdk/spec';
import { mined } from '../mined.ts';
import type { Flow } from './flow.ts';

/** Accepts a result as the requester, unless that was done. @returns what the node was paid, in wei */
export async function acceptResult({ deployment, clients }: Flow, jobId: bigint): Promise<bigint> {
  const { state } = await readJob(clients.reader, { deployment, jobId });
  if (state === 'submitted') {
    const [terms, submission] = await Promise.all([
      readJobTerms(clients.reader, { deployment, jobId }),
      readJobSubmission(clients.reader, { deployment, jobId }),
    ]);
    await mined(
      clients.reader,
      'accepting the result',
      acceptJob(clients.requester, { deployment, jobId, terms, submission }),
    );
  }
  const [settled] = await clients.reader.getContractEvents({
    address: deployment.addresses.jobEscrow,
    abi: jobEscrowAbi,
    eventName: 'JobSettled',
    args: { jobId },
    fromBlock: BigInt(deployment.startBlock),
    strict: true,
  });
  return settled?.args.paid ?? 0n;
}

/** The adapter that a job made. */
export type MintedAdapter = { assetId: bigint; resultDigest: Hex };

/** Mints a job's result to the requester, unless that was done, by whomever. */
export async function mintAdapter({ deployment, clients }: Flow, jobId: bigint): Promise<MintedAdapter> {
  const terms = await readJobTerms(clients.reader, { deployment, jobId });
  const submission = await readJobSubmission(clients.reader, { deployment, jobId });
  const { resultDigest } = submission;
  const find = () =>
    findAsset(clients.reader, { deployment, creator: terms.requester, manifestDigest: resultDigest });
  const known = await find();
  if (known !== undefined) return { assetId: known, resultDigest };
  try {
    const sent = mintResult(clients.requester, { deployment, jobId, terms, submission });
    const receipt = await mined(clients.reader, 'minting the adapter', sent);
    return { assetId: eventIn(deployment, receipt, 'jobEscrow', 'ResultMinted').assetId, resultDigest };
  } catch (error) {
    // Anyone may mint: the node may have been quicker.
    const assetId = await find();
    if (assetId === undefined) throw error;
    return { assetId, resultDigest };
  }
}
