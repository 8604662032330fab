import type { Hex } from 'viem';
import type { Call } from '../core/call.ts';
import { NO_DIGEST } from '../core/hex.ts';
import { same } from '../core/same.ts';
import { refute } from '../jobs/judge.ts';
import type { Job, Submission, Terms } from '../jobs/job.ts';
import { releaseDuty, slash } from '../nodes/lock.ts';
import { openDispute } from './accuse.ts';
import { endSomeAudits } from './audit-ends.ts';
import type { AuditDraw, Audits } from './dispute.ts';
import { auditsOf, renewSeed } from './draw-audits.ts';
import { disputeParameters, findLive, findSubmitted } from './find.ts';
import { ageOf } from './seed.ts';

/** Posts the data key for the drawn auditors of a private job. */
export function postAuditKeys(
  call: Call,
  jobId: bigint,
  terms: Terms,
  submission: Submission,
  keysDigest: Hex,
): void {
  const audits = auditsOf(call, jobId);
  const job = findLive(call, jobId, terms, submission);
  call.require(audits.keysMissing, 'Disputes_KeysMissing', jobId, false, audits.endsAt);
  call.require(call.env.now < audits.endsAt, 'Disputes_AuditsOver', jobId, audits.endsAt);
  if (job !== undefined) call.require(call.from === job.node, 'Disputes_NotNode', jobId, call.from, job.node);
  call.require(keysDigest !== NO_DIGEST, 'Disputes_ZeroDigest');
  if (call.refused) return;
  const endsAt = call.env.now + disputeParameters(call, terms).auditWindow;
  call.world.disputes.audits.set(jobId, { ...audits, keysMissing: false, endsAt });
  call.emit('disputes', 'AuditKeysPosted', { jobId, keysDigest, endsAt });
}

/** After the audits' time, or after the job: ends what is pending. */
export function closeAudits(
  call: Call,
  jobId: bigint,
  terms: Terms,
  submission: Submission,
  drawn: AuditDraw,
): void {
  const job = findSubmitted(call, jobId, terms, submission);
  const audits = auditsOf(call, jobId);
  if (job === undefined) return;
  if (audits.endsAt === 0n) return endUndrawable(call, jobId, job, audits);
  call.require(audits.pending.size > 0, 'Disputes_NothingDrawn', jobId);
  call.require(same(audits.draw, drawn), 'Disputes_DrawMismatch', jobId);
  const over = !job.bondLocked || call.env.now >= audits.endsAt;
  call.require(over, 'Disputes_AuditsNotOver', jobId, audits.endsAt);
  if (call.refused) return;
  call.world.disputes.audits.set(jobId, { ...audits, pending: new Set() });
  call.emit('disputes', 'AuditsClosed', { jobId, round: audits.round });
  if (job.bondLocked && !audits.keysMissing) return replaceSilent(call, jobId, terms, audits);
  const { challengeBond } = disputeParameters(call, terms);
  for (const place of audits.pending) releaseDuty(call, audits.draw!.auditors[place]!, jobId, challengeBond);
  if (!job.bondLocked) return;
  call.emit('disputes', 'AuditKeysMissed', { jobId });
  openDispute(call, jobId);
  refute(call, jobId, job, []);
}

/** Audits that nobody drew while their two seeds could be read end unpaid. */
function endUndrawable(call: Call, jobId: bigint, job: Job, audits: Audits): void {
  const { openAudits } = job.review;
  const expired = audits.reseeded && ageOf(call, audits.seedBlock) === 'expired';
  call.require(job.bondLocked && openAudits > 0n && expired, 'Disputes_NothingDrawn', jobId);
  if (call.refused) return;
  call.emit('disputes', 'AuditsClosed', { jobId, round: audits.round });
  endSomeAudits(call, jobId, openAudits);
}

/** Silent auditors lose a slice; others are drawn in their place, once. */
function replaceSilent(call: Call, jobId: bigint, terms: Terms, audits: Audits): void {
  const { slice, challengeBond, seedDelay } = disputeParameters(call, terms);
  const { auditors, indices } = audits.draw!;
  for (const place of audits.pending) {
    const auditor = auditors[place]!;
    call.emit('disputes', 'AuditorSilent', { jobId, index: indices[place]!, auditor, slice });
    slash(call, auditor, jobId, slice, []);
    releaseDuty(call, auditor, jobId, challengeBond - slice);
  }
  if (audits.round > 1n) return endSomeAudits(call, jobId, BigInt(audits.pending.size));
  renewSeed(call, jobId, { ...audits, pending: new Set(), endsAt: 0n, reseeded: false }, seedDelay);
}
