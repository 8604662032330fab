import { DELIVERY_INDEX, openingOf } from '@cultivar/sdk';
import type { ChainBlock, ChainCall } from '../../chain/chain.ts';
import { termsText } from '../../chain/job-terms.ts';
import type { OpenDispute } from '../../chain/open-disputes.ts';
import type { JournalJob } from '../../journal/journal-types.ts';
import { fetchManifest } from '../fetch-manifest.ts';
import { disputeActOf } from '../job-context.ts';
import type { DisputeAct, JobContext } from '../job-context.ts';
import { submissionOf } from '../submission.ts';
import { unlessRefused } from '../unless-refused.ts';

/**
 * Moves the disputes about the node's own result on: opens the leaves while it is asked to, has the jury drawn, and has
 * the dispute ended once its time is over. Silence where leaves are asked for costs the bond.
 */
export async function answerChallenges(
  context: JobContext,
  job: JournalJob,
  head: ChainBlock,
): Promise<void> {
  const terms = termsText.read(job.request);
  const maxDuration = await context.disputes.maxDuration(terms.version);
  for (const dispute of await context.disputes.openDisputes(job.jobId)) {
    const step = await nextStep(context, job, dispute, head, maxDuration);
    if (step === undefined) continue;
    const { act, index, round } = step;
    const known = disputeActOf(context, `${job.jobId}:${index}:${round}`, act);
    const call = await step.call();
    await unlessRefused(context, job, act, () => context.writer.perform(known, call));
  }
}

type Step = { act: DisputeAct; index: bigint; round: string; call: () => Promise<ChainCall> };

async function nextStep(
  context: JobContext,
  job: JournalJob,
  dispute: OpenDispute,
  head: ChainBlock,
  maxDuration: number,
): Promise<Step | undefined> {
  const { disputes, calls } = context;
  const { index, phase } = dispute;
  const about = [job.jobId, termsText.read(job.request), submissionOf(job), index] as const;
  const jury = () => disputes.jury(job.jobId, index);
  const resolve = async () => calls.resolveDispute(...about, await jury());
  const isOver = head.timestamp >= dispute.openedAt + maxDuration;
  const isVoted = phase === 'voting' && head.timestamp >= dispute.revealEndsAt;
  if (isOver || isVoted) return { act: 'resolve', index, round: String(dispute.round), call: resolve };
  if (phase === 'drawing' && head.number > BigInt(dispute.seedBlock)) {
    const round = `${dispute.round}:${dispute.seedBlock}`;
    return { act: 'draw-jury', index, round, call: async () => calls.drawJury(...about, await jury()) };
  }
  if (phase === 'opening' && index !== DELIVERY_INDEX) {
    const open = async () => calls.openLeaves(...about, await jury(), await opening(context, job, index));
    return { act: 'open-leaves', index, round: '0', call: open };
  }
  return undefined;
}

/** The answer from the published half of the trace: it takes seals, no secret. */
async function opening({ store, signal }: JobContext, job: JournalJob, index: bigint) {
  const trace = await fetchManifest(store, job.traceManifest!, 'trace', signal);
  return openingOf(trace.leaves, Number(index));
}
