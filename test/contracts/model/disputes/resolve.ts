import type { Hex } from 'viem';
import type { Call } from '../core/call.ts';
import { NOBODY } from '../core/hex.ts';
import { refute, voidJob } from '../jobs/judge.ts';
import type { Job, Submission, Terms } from '../jobs/job.ts';
import { classOf } from '../nodes/class-of.ts';
import { releaseDuty, slash } from '../nodes/lock.ts';
import type { Credit } from '../treasury/credit.ts';
import { releaseEscrow } from '../treasury/escrow.ts';
import { REASON } from '../treasury/reason.ts';
import { closeDispute } from './accuse.ts';
import type { Dispute, Jury } from './dispute.ts';
import { disputeKey, OUTCOME, PHASE } from './dispute.ts';
import { disputeParameters, findSubmitted, requireJury, sitting } from './find.ts';
import { blockAfter } from './seed.ts';
import type { Tally } from './tally.ts';
import { shownBy, tally } from './tally.ts';
import { odd } from './vote.ts';

const UNDECIDED: Tally = { result: 'undecided', right: [] };

/** A dispute at the moment when somebody asks for its end. */
type Turn = { jobId: bigint; index: bigint; job: Job; dispute: Dispute; heard: boolean; counted: Tally };

/** Ends a dispute, or starts its second round, as soon as that can be said. */
export function resolve(
  call: Call,
  jobId: bigint,
  terms: Terms,
  submission: Submission,
  index: bigint,
  jury: Jury,
): void {
  const dispute = call.world.disputes.disputes.get(disputeKey(jobId, index));
  const phase = dispute?.phase ?? PHASE.None;
  if (dispute === undefined || phase === PHASE.Ended) {
    return call.refuse('Disputes_WrongPhase', jobId, index, phase, PHASE.Voting);
  }
  requireJury(call, jobId, index, dispute, jury);
  const job = findSubmitted(call, jobId, terms, submission);
  if (call.refused || job === undefined) return;
  const turn: Turn = { jobId, index, job, dispute, ...hear(call, jobId, index, dispute) };
  const outcome = outcomeOf(call, turn);
  if (outcome === undefined) return;

  if (outcome === OUTCOME.None) redraw(call, turn);
  else {
    Object.assign(dispute, { phase: PHASE.Ended, outcome });
    call.emit('disputes', 'DisputeEnded', { jobId, index, outcome });
  }
  if (phase === PHASE.Keys || phase === PHASE.Voting) dismiss(call, turn);
  settle(call, turn, outcome);
}

/** A jury is heard when all have revealed or the time is over. */
function hear(
  call: Call,
  jobId: bigint,
  index: bigint,
  dispute: Dispute,
): { heard: boolean; counted: Tally } {
  const jurors = sitting(dispute);
  const over = dispute.revealed.size === jurors.length || call.env.now >= dispute.revealEndsAt;
  const heard = dispute.phase === PHASE.Voting && over;
  if (!heard) return { heard, counted: UNDECIDED };
  const shown = jurors.map((juror) => shownBy(call.world, jobId, index, juror));
  return { heard, counted: tally(shown, odd(dispute.jury.leaf)) };
}

/** How the dispute ends now; None stands for a second jury. Notes that it is too early. */
function outcomeOf(call: Call, turn: Turn): bigint | undefined {
  const { jobId, index, job, dispute, heard } = turn;
  const { now } = call.env;
  const { phase, phaseEndsAt, revealEndsAt } = dispute;
  if (turn.counted.result === 'for') return OUTCOME.Upheld;
  const tooEarly = (until: bigint) => call.refuse('Disputes_TooEarly', jobId, index, until) as undefined;
  if (!job.bondLocked) return phase === PHASE.Voting && !heard ? tooEarly(revealEndsAt) : OUTCOME.Moot;
  if (turn.counted.result === 'against') {
    if (classOf(call.world, job.terms.work.class).isProof) return OUTCOME.Refuted;
    turn.counted = UNDECIDED;
    return OUTCOME.Void;
  }
  const nodesMove = phase === PHASE.Opening || phase === PHASE.Keys;
  if (nodesMove && now >= phaseEndsAt) return OUTCOME.Refuted;
  const end = dispute.openedAt + disputeParameters(call, job.terms).maxDuration;
  if (now >= end) return OUTCOME.Void;
  if (heard) return dispute.round === 1n ? OUTCOME.None : OUTCOME.Void;
  if (nodesMove) return tooEarly(phaseEndsAt);
  return tooEarly(phase === PHASE.Voting ? revealEndsAt : end);
}

function redraw(call: Call, { jobId, index, job, dispute }: Turn): void {
  const seedBlock = blockAfter(call, disputeParameters(call, job.terms).seedDelay);
  const begun = { phase: PHASE.Drawing, revealed: new Set(), phaseEndsAt: 0n, revealEndsAt: 0n, seedBlock };
  Object.assign(dispute, begun);
  call.emit('disputes', 'JuryUndecided', { jobId, index, seedBlock });
}

/** Frees the jurors of the round; who was silent or wrong loses its slice. */
function dismiss(call: Call, turn: Turn): void {
  const { jobId, index, job, dispute } = turn;
  const { slice } = disputeParameters(call, job.terms);
  for (const juror of sitting(dispute)) {
    if (isAtFault(call, turn, juror)) {
      call.emit('disputes', 'JurorSlashed', { jobId, index, juror, slice });
      slash(call, juror, jobId, slice, []);
    } else releaseDuty(call, juror, jobId, slice);
  }
}

function isAtFault(call: Call, { jobId, index, job, heard, counted }: Turn, juror: Hex): boolean {
  if (!heard) return false;
  const shown = shownBy(call.world, jobId, index, juror);
  // In a job that has ended the jury may have stopped; then only who contradicts a result is wrong.
  if (counted.result === 'undecided') return job.bondLocked && shown === undefined;
  return shown === undefined || !counted.right.includes(shown);
}

function settle(call: Call, turn: Turn, outcome: bigint): void {
  const { jobId, job, dispute } = turn;
  const { challengeBond, bounty } = disputeParameters(call, job.terms);
  const { challenger } = dispute.jury;
  if (outcome === OUTCOME.None) return;
  if (outcome === OUTCOME.Upheld) {
    const fees = juryFees(call, turn);
    const left = challengeBond - fees.reduce((sum, { amount }) => sum + amount, 0n);
    closeDispute(call, jobId);
    const parts = [...fees, { account: job.node, amount: left, reason: REASON.LostBond }];
    if (dispute.fromStake) slash(call, challenger, jobId, challengeBond, parts);
    else releaseEscrow(call, NOBODY, jobId, parts);
    return;
  }
  if (outcome === OUTCOME.Refuted) {
    const reward = { account: challenger, amount: bounty, reason: REASON.Bounty };
    refute(call, jobId, job, [...juryFees(call, turn), reward]);
  } else if (outcome === OUTCOME.Void) voidJob(call, jobId, job);
  else closeDispute(call, jobId);
  if (dispute.fromStake) releaseDuty(call, challenger, jobId, challengeBond);
  else
    releaseEscrow(call, NOBODY, jobId, [
      { account: challenger, amount: challengeBond, reason: REASON.ChallengeBond },
    ]);
}

/** The fee of each juror of both rounds who was right. */
function juryFees(call: Call, { jobId, index, job, dispute, counted }: Turn): Credit[] {
  const amount = disputeParameters(call, job.terms).juryFee;
  return [...dispute.jury.first, ...dispute.jury.second]
    .filter((juror) => {
      const shown = shownBy(call.world, jobId, index, juror);
      return shown !== undefined && counted.right.includes(shown);
    })
    .map((account) => ({ account, amount, reason: REASON.JuryFee }));
}
