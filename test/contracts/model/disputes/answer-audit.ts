import type { Hex } from 'viem';
import type { Call } from '../core/call.ts';
import { NO_DIGEST } from '../core/hex.ts';
import { same } from '../core/same.ts';
import type { Job, Submission, Terms } from '../jobs/job.ts';
import { classOf } from '../nodes/class-of.ts';
import { releaseDuty } from '../nodes/lock.ts';
import { accuse } from './accuse.ts';
import { endSomeAudits, payAuditor } from './audit-ends.ts';
import type { AuditDraw, Audits, Finding } from './dispute.ts';
import { disputeKey, KIND } from './dispute.ts';
import { auditsOf } from './draw-audits.ts';
import { disputeParameters, findLive, kindOf } from './find.ts';
import { hashed, isBelow, leafHash } from './trace-tree.ts';

/** Hashes between what an auditor shows and the seal. */
const TO_SEAL = 1;

/** Passes an audit: the finding makes the leaf, and is paid for. */
export function audit(
  call: Call,
  jobId: bigint,
  terms: Terms,
  submission: Submission,
  drawn: AuditDraw,
  place: bigint,
  finding: Finding,
  path: readonly Hex[],
): void {
  const found = findPlace(call, jobId, findLive(call, jobId, terms, submission), drawn, place);
  if (found === undefined) return;
  const { index, audits } = found;
  requireRecomputed(call, jobId, { terms, submission }, index, finding, path);
  if (call.refused) return;
  answerPlace(call, jobId, audits, place);
  call.emit('disputes', 'AuditPassed', { jobId, index, auditor: call.from });
  payAuditor(call, jobId, call.from);
  releaseDuty(call, call.from, jobId, disputeParameters(call, terms).challengeBond);
}

/** Fails an audit: opens a dispute with the auditor as challenger and its locked stake as the bond. */
export function failAudit(
  call: Call,
  jobId: bigint,
  terms: Terms,
  submission: Submission,
  drawn: AuditDraw,
  place: bigint,
): void {
  const found = findPlace(call, jobId, findLive(call, jobId, terms, submission), drawn, place);
  if (found === undefined || call.refused) return;
  const { index, audits } = found;
  answerPlace(call, jobId, audits, place);
  call.emit('disputes', 'AuditFailed', { jobId, index, auditor: call.from });
  const { isProof } = classOf(call.world, terms.work.class);
  const isNew = !call.world.disputes.disputes.has(disputeKey(jobId, index));
  if (isProof && isNew) accuse(call, jobId, terms, index, true);
  else releaseDuty(call, call.from, jobId, disputeParameters(call, terms).challengeBond);
  endSomeAudits(call, jobId, 1n);
}

function findPlace(
  call: Call,
  jobId: bigint,
  job: Job | undefined,
  drawn: AuditDraw,
  place: bigint,
): { index: bigint; audits: Audits } | undefined {
  const audits = auditsOf(call, jobId);
  call.require(audits.pending.size > 0, 'Disputes_NothingDrawn', jobId);
  call.require(same(audits.draw, drawn), 'Disputes_DrawMismatch', jobId);
  call.require(!audits.keysMissing, 'Disputes_KeysMissing', jobId, true, audits.endsAt);
  call.require(call.env.now < audits.endsAt, 'Disputes_AuditsOver', jobId, audits.endsAt);
  const mine = drawn.auditors[Number(place)] === call.from && audits.pending.has(Number(place));
  call.require(mine, 'Disputes_NotAuditor', jobId, place, call.from);
  const index = drawn.indices[Number(place)];
  return job === undefined || index === undefined ? undefined : { index, audits };
}

function answerPlace(call: Call, jobId: bigint, audits: Audits, place: bigint): void {
  const pending = new Set([...audits.pending].filter((one) => BigInt(one) !== place));
  call.world.disputes.audits.set(jobId, { ...audits, pending });
}

function requireRecomputed(
  call: Call,
  jobId: bigint,
  { terms, submission }: { terms: Terms; submission: Submission },
  index: bigint,
  { stateHash, proof }: Finding,
  path: readonly Hex[],
): void {
  const { segments } = terms.work;
  const leaf = leafHash(jobId, index, stateHash, hashed(proof, TO_SEAL));
  const unavailable = stateHash === NO_DIGEST && proof === NO_DIGEST;
  const inTrace = !unavailable && isBelow(submission.traceRoot, leaf, index, segments, path);
  call.require(inTrace, 'Disputes_LeafNotInTrace', jobId, index, leaf);
  const { resultDigest } = submission;
  const right = kindOf(index, segments) !== KIND.Export || stateHash === resultDigest;
  call.require(right, 'Disputes_NotTheResult', jobId, leaf, resultDigest);
}
