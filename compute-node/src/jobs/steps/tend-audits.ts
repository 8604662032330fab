import type { ChainBlock, ChainJob } from '../../chain/chain.ts';
import { termsText } from '../../chain/job-terms.ts';
import type { JournalJob } from '../../journal/journal-types.ts';
import { disputeActOf } from '../job-context.ts';
import type { JobContext } from '../job-context.ts';
import { submissionOf } from '../submission.ts';
import { unlessRefused } from '../unless-refused.ts';

/** How long a chain remembers the hash of a block. */
const HASH_BLOCKS = 256n;

/** Has the paid audits of the node's own job drawn, and ended once their time is over: until then nobody pays it. */
export async function tendAudits(
  context: JobContext,
  job: JournalJob,
  onChain: ChainJob,
  head: ChainBlock,
): Promise<void> {
  const { disputes, calls, writer } = context;
  const about = [job.jobId, termsText.read(job.request), submissionOf(job)] as const;
  const { round, pending, endsAt, seedBlock } = await disputes.audits(job.jobId);
  if (endsAt > 0) {
    if (pending === 0 || head.timestamp < endsAt) return;
    const act = disputeActOf(context, `${job.jobId}:${round}`, 'close-audits');
    const call = calls.closeAudits(...about, await disputes.auditDraw(job.jobId));
    await unlessRefused(context, job, act.act, () => writer.perform(act, call));
    return;
  }
  const seed = BigInt(seedBlock === 0 ? onChain.seedBlock : seedBlock);
  if (head.number <= seed) return;
  const act = disputeActOf(context, `${job.jobId}:${round}:${seed}`, 'draw-audits');
  const drawn = await unlessRefused(context, job, act.act, () =>
    writer.perform(act, calls.drawAudits(...about)),
  );
  if (drawn || head.number <= seed + HASH_BLOCKS) return;
  // Two hashes have expired with nobody there to draw: the audits can only be ended.
  const end = disputeActOf(context, `${job.jobId}:${round}:${seed}`, 'close-audits');
  const nobody = { auditors: [], indices: [] };
  await unlessRefused(context, job, end.act, () => writer.perform(end, calls.closeAudits(...about, nobody)));
}
