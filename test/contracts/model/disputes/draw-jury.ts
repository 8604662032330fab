import type { Hex } from 'viem';
import type { Call } from '../core/call.ts';
import { NO_DIGEST } from '../core/hex.ts';
import type { Job, Submission, Terms } from '../jobs/job.ts';
import { isPrivate } from '../jobs/job-facts.ts';
import { draw } from '../nodes/draw.ts';
import { lockDuty, releaseDuty } from '../nodes/lock.ts';
import type { Dispute, Jury } from './dispute.ts';
import { DELIVERY, PHASE } from './dispute.ts';
import {
  disputeParameters,
  findDispute,
  findLive,
  findSubmitted,
  requireBefore,
  requireJury,
} from './find.ts';
import { ageOf, blockAfter, seedOf } from './seed.ts';

const FIRST = { least: 5, most: 5 };
const SECOND = { least: 7, most: 11 };

/** Draws the jury of the round. */
export function drawJury(
  call: Call,
  jobId: bigint,
  terms: Terms,
  submission: Submission,
  index: bigint,
  jury: Jury,
): void {
  const dispute = findDispute(call, jobId, index, PHASE.Drawing);
  if (dispute === undefined) return;
  requireJury(call, jobId, index, dispute, jury);
  const job = findLive(call, jobId, terms, submission);
  const { maxDuration, seedDelay } = disputeParameters(call, terms);
  requireBefore(call, jobId, index, dispute.openedAt + maxDuration);
  const age = ageOf(call, dispute.seedBlock);
  call.require(age !== 'pending', 'Disputes_SeedNotKnown', jobId, dispute.seedBlock);
  call.require(age !== 'expired' || !dispute.reseeded, 'Disputes_SeedExpired', jobId, dispute.seedBlock);
  if (job === undefined || call.refused) return;
  if (age === 'known') return seat(call, jobId, job, index, dispute);
  Object.assign(dispute, { reseeded: true, seedBlock: blockAfter(call, seedDelay) });
  call.emit('disputes', 'SeedRenewed', { jobId, index, seedBlock: dispute.seedBlock });
}

/** Posts the data key for the drawn jurors of a private job. */
export function postKeys(
  call: Call,
  jobId: bigint,
  terms: Terms,
  submission: Submission,
  index: bigint,
  keysDigest: Hex,
): void {
  const dispute = findDispute(call, jobId, index, PHASE.Keys);
  if (dispute === undefined) return;
  requireBefore(call, jobId, index, dispute.phaseEndsAt);
  const job = findSubmitted(call, jobId, terms, submission);
  if (job !== undefined) call.require(call.from === job.node, 'Disputes_NotNode', jobId, call.from, job.node);
  call.require(keysDigest !== NO_DIGEST, 'Disputes_ZeroDigest');
  if (call.refused) return;
  const commitEndsAt = startVoting(call, terms, dispute);
  call.emit('disputes', 'KeysPosted', { jobId, index, keysDigest, commitEndsAt });
}

function seat(call: Call, jobId: bigint, { terms, node }: Job, index: bigint, dispute: Dispute): void {
  const { slice, openingWindow } = disputeParameters(call, terms);
  const { jury } = dispute;
  const round = dispute.round + 1n;
  const size = round === 1n ? FIRST : SECOND;
  const jurors = draw(call.world, {
    classId: terms.work.class,
    seed: seedOf(call, dispute.seedBlock, jobId, index, round),
    ticketCount: dispute.ticketCount,
    asOf: dispute.openedAt,
    count: size.most,
    amount: slice,
    excluded: new Set([node, terms.requester, jury.challenger, ...jury.first]),
  });
  if (jurors.length < size.least) {
    const [found, least] = [BigInt(jurors.length), BigInt(size.least)];
    return call.refuse('NodeRegistry_TooFewJurors', terms.work.class, found, least);
  }
  for (const juror of jurors) lockDuty(call, juror, jobId, slice);
  // A jury is odd, so that two answers cannot tie.
  if (jurors.length % 2 === 0) releaseDuty(call, jurors.pop()!, jobId, slice);
  Object.assign(dispute, { round, reseeded: false, seedBlock: 0n });
  dispute.jury = round === 1n ? { ...jury, first: jurors } : { ...jury, second: jurors };
  const needsKeys = isPrivate(terms) && index !== DELIVERY;
  const keysEndAt = needsKeys ? call.env.now + openingWindow : 0n;
  if (needsKeys) Object.assign(dispute, { phase: PHASE.Keys, phaseEndsAt: keysEndAt });
  const commitEndsAt = needsKeys ? 0n : startVoting(call, terms, dispute);
  call.emit('disputes', 'JuryDrawn', { jobId, index, round, keysEndAt, commitEndsAt });
  call.emit('disputes', 'JurorsDrawn', { jobId, index, jurors });
}

function startVoting(call: Call, terms: Terms, dispute: Dispute): bigint {
  const { commitWindow, revealWindow } = disputeParameters(call, terms);
  const phaseEndsAt = call.env.now + commitWindow;
  Object.assign(dispute, { phase: PHASE.Voting, phaseEndsAt, revealEndsAt: phaseEndsAt + revealWindow });
  return phaseEndsAt;
}
