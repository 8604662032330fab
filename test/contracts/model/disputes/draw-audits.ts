import type { Call } from '../core/call.ts';
import type { Job, Submission, Terms } from '../jobs/job.ts';
import { isPrivate } from '../jobs/job-facts.ts';
import { draw } from '../nodes/draw.ts';
import { lockDuty } from '../nodes/lock.ts';
import { endSomeAudits } from './audit-ends.ts';
import type { Audits } from './dispute.ts';
import { disputeParameters, findLive } from './find.ts';
import { ageOf, AUDITS, blockAfter, leavesOf, seedOf } from './seed.ts';

const NONE: Audits = {
  draw: undefined,
  endsAt: 0n,
  round: 0n,
  reseeded: false,
  pending: new Set(),
  keysMissing: false,
  seedBlock: 0n,
};

/** Draws the audits of a submitted job: segments and nodes. */
export function drawAudits(call: Call, jobId: bigint, terms: Terms, submission: Submission): void {
  const job = findLive(call, jobId, terms, submission);
  if (job === undefined) return;
  const audits = auditsOf(call, jobId);
  const open = job.review.openAudits > 0n && audits.endsAt === 0n;
  call.require(open, 'Disputes_NoAuditsToDraw', jobId, audits.round);
  if (call.refused) return;
  const seedBlock = audits.seedBlock === 0n ? job.review.seedBlock : audits.seedBlock;
  const age = ageOf(call, seedBlock);
  if (age === 'pending') return call.refuse('Disputes_SeedNotKnown', jobId, seedBlock);
  if (age === 'known') return drawFrom(call, jobId, job, audits, seedBlock);
  if (audits.reseeded) return call.refuse('Disputes_SeedExpired', jobId, seedBlock);
  renewSeed(call, jobId, { ...audits, reseeded: true }, disputeParameters(call, terms).seedDelay);
}

/** What is known of a job's audits. */
export const auditsOf = (call: Call, jobId: bigint): Audits => call.world.disputes.audits.get(jobId) ?? NONE;

/** Names a new block whose hash draws. */
export function renewSeed(call: Call, jobId: bigint, audits: Audits, delay: bigint): void {
  const seedBlock = blockAfter(call, delay);
  call.world.disputes.audits.set(jobId, { ...audits, seedBlock });
  call.emit('disputes', 'AuditSeedSet', { jobId, seedBlock });
}

function drawFrom(
  call: Call,
  jobId: bigint,
  { terms, review, node, submittedAt }: Job,
  audits: Audits,
  seedBlock: bigint,
): void {
  const { openingWindow, auditWindow, challengeBond } = disputeParameters(call, terms);
  const round = audits.round + 1n;
  const seed = seedOf(call, seedBlock, jobId, AUDITS, round);
  const wanted = Number(review.openAudits);
  const auditors = draw(call.world, {
    classId: terms.work.class,
    seed,
    ticketCount: review.ticketCount,
    asOf: submittedAt,
    count: wanted,
    amount: challengeBond,
    excluded: new Set([node, terms.requester]),
  });
  if (auditors.length === 0) return call.refuse('NodeRegistry_TooFewJurors', terms.work.class, 0n, 1n);
  for (const auditor of auditors) lockDuty(call, auditor, jobId, challengeBond);
  const indices = leavesOf(seed, auditors.length, terms.work.segments);
  const keysMissing = isPrivate(terms);
  const endsAt = call.env.now + (keysMissing ? openingWindow : auditWindow);
  const pending = new Set(auditors.keys());
  call.world.disputes.audits.set(jobId, {
    ...audits,
    draw: { auditors, indices },
    endsAt,
    round,
    pending,
    keysMissing,
  });
  call.emit('disputes', 'AuditsDrawn', { jobId, round, auditors, indices, endsAt });
  if (auditors.length < wanted) endSomeAudits(call, jobId, BigInt(wanted - auditors.length));
}
