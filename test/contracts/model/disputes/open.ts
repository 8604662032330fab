import type { Call } from '../core/call.ts';
import type { Submission, Terms } from '../jobs/job.ts';
import type { Jury, Opening } from './dispute.ts';
import { KIND, PHASE } from './dispute.ts';
import { disputeParameters, findDispute, findLive, kindOf, requireBefore, requireJury } from './find.ts';
import { blockAfter } from './seed.ts';
import { isBelow, leafHash } from './trace-tree.ts';

/** Answers a challenge with the leaves and their paths. */
export function open(
  call: Call,
  jobId: bigint,
  terms: Terms,
  submission: Submission,
  index: bigint,
  jury: Jury,
  opening: Opening,
): void {
  const dispute = findDispute(call, jobId, index, PHASE.Opening);
  if (dispute === undefined) return;
  requireBefore(call, jobId, index, dispute.phaseEndsAt);
  requireJury(call, jobId, index, dispute, jury);
  findLive(call, jobId, terms, submission);
  requireOpened(call, jobId, terms, submission, index, opening);
  if (call.refused) return;
  const seedBlock = blockAfter(call, disputeParameters(call, terms).seedDelay);
  const { leaf, stateBefore, sealBefore, exportSeal } = opening;
  Object.assign(dispute, {
    phase: PHASE.Drawing,
    phaseEndsAt: 0n,
    seedBlock,
    jury: { ...dispute.jury, leaf },
  });
  call.emit('disputes', 'LeavesOpened', {
    jobId,
    index,
    leaf,
    stateBefore,
    sealBefore,
    exportSeal,
    seedBlock,
  });
}

/** The leaf and, but for Init, the one before are below the root; the last one has the result as its state. */
function requireOpened(
  call: Call,
  jobId: bigint,
  { work: { segments } }: Terms,
  { traceRoot, resultDigest }: Submission,
  index: bigint,
  opening: Opening,
): void {
  const { leaf, path, stateBefore, sealBefore, pathBefore, exportSeal } = opening;
  const there = isBelow(traceRoot, leaf, index, segments, path);
  call.require(there, 'Disputes_LeafNotInTrace', jobId, index, leaf);
  if (index > 0n) {
    const before = leafHash(jobId, index - 1n, stateBefore, sealBefore);
    const thereToo = isBelow(traceRoot, before, index - 1n, segments, pathBefore);
    call.require(thereToo, 'Disputes_LeafNotInTrace', jobId, index - 1n, before);
  }
  if (kindOf(index, segments) !== KIND.Export) return;
  const isResult = leaf === leafHash(jobId, index, resultDigest, exportSeal);
  call.require(isResult, 'Disputes_NotTheResult', jobId, leaf, resultDigest);
}
