import {
  AuditFailed,
  AuditKeysPosted,
  AuditorSilent,
  AuditPassed,
  AuditsClosed,
  AuditsDrawn,
  ChallengeOpened,
  Committed,
  DeliveryKeyRevealed,
  DisputeEnded,
  JurorsDrawn,
  JurorSlashed,
  JuryDrawn,
  JuryUndecided,
  KeysPosted,
  LeavesOpened,
  Revealed,
  SeedRenewed,
} from '../../generated/Disputes/Disputes';
import { getAccount } from '../store/account';
import { recordDutyActivity, recordJobActivity } from '../store/activity';
import { closeAudits, createAudit, endAudit, postAuditKeys } from '../store/audit';
import {
  createChallenge,
  endChallenge,
  getChallenge,
  openLeaves,
  postKeys,
  setRound,
  waitForDraw,
} from '../store/challenge';
import { countEndedChallenge, countOpenedChallenge, countPassedAudit, getJob, revealKey } from '../store/job';
import { countPassedDuty, countSlashedDuty } from '../store/node';
import {
  countChallenge,
  countEndedChallenge as countEndedChallengeOfAll,
  countPassedAudit as countPassedAuditOfAll,
} from '../store/protocol';
import { commitVote, createVote, revealVote, slashVote } from '../store/vote';

export function handleAuditsDrawn(event: AuditsDrawn): void {
  const auditors = event.params.auditors;
  for (let i = 0; i < auditors.length; i++) createAudit(event, i);
}

export function handleAuditPassed(event: AuditPassed): void {
  const job = getJob(event.params.jobId);
  if (job === null) return;
  endAudit(job, event.params.index, event.params.auditor, 'PASSED', event);
  countPassedAudit(job);
  countPassedDuty(event.params.auditor);
  countPassedAuditOfAll();
  recordJobActivity(event, 'AUDIT_PASSED', event.params.auditor, job);
}

export function handleAuditFailed(event: AuditFailed): void {
  const job = getJob(event.params.jobId);
  if (job === null) return;
  endAudit(job, event.params.index, event.params.auditor, 'FAILED', event);
  recordJobActivity(event, 'AUDIT_FAILED', event.params.auditor, job);
}

export function handleAuditKeysPosted(event: AuditKeysPosted): void {
  const job = getJob(event.params.jobId);
  if (job !== null) postAuditKeys(job, event);
}

/** `AuditorSilent` follows for those whose fault it was. */
export function handleAuditsClosed(event: AuditsClosed): void {
  const job = getJob(event.params.jobId);
  if (job !== null) closeAudits(job, event);
}

export function handleAuditorSilent(event: AuditorSilent): void {
  const job = getJob(event.params.jobId);
  if (job === null) return;
  endAudit(job, event.params.index, event.params.auditor, 'SILENT', event);
  countSlashedDuty(event.params.auditor);
  recordDutyActivity(event, 'AUDIT_MISSED', event.params.auditor, job, event.params.slice);
}

export function handleChallengeOpened(event: ChallengeOpened): void {
  const job = getJob(event.params.jobId);
  if (job === null) return;
  getAccount(event.params.challenger, event);
  createChallenge(job, event);
  countOpenedChallenge(job);
  countChallenge();
  recordDutyActivity(event, 'CHALLENGE_OPENED', event.params.challenger, job, event.params.bond);
}

export function handleDeliveryKeyRevealed(event: DeliveryKeyRevealed): void {
  const job = getJob(event.params.jobId);
  if (job !== null) revealKey(job, event.params.key);
}

export function handleLeavesOpened(event: LeavesOpened): void {
  const job = getJob(event.params.jobId);
  const challenge = getChallenge(event.params.jobId, event.params.index);
  if (job === null || challenge === null) return;
  openLeaves(challenge, event);
  recordJobActivity(event, 'LEAVES_OPENED', event.transaction.from, job);
}

export function handleJuryDrawn(event: JuryDrawn): void {
  const challenge = getChallenge(event.params.jobId, event.params.index);
  if (challenge !== null) setRound(challenge, event);
}

/** Follows `JuryDrawn`, which has set the round. */
export function handleJurorsDrawn(event: JurorsDrawn): void {
  const challenge = getChallenge(event.params.jobId, event.params.index);
  if (challenge === null) return;
  const jurors = event.params.jurors;
  for (let i = 0; i < jurors.length; i++) createVote(challenge, jurors[i], i, event);
}

export function handleSeedRenewed(event: SeedRenewed): void {
  const challenge = getChallenge(event.params.jobId, event.params.index);
  if (challenge !== null) waitForDraw(challenge, event.params.seedBlock);
}

export function handleJuryUndecided(event: JuryUndecided): void {
  const challenge = getChallenge(event.params.jobId, event.params.index);
  if (challenge !== null) waitForDraw(challenge, event.params.seedBlock);
}

export function handleKeysPosted(event: KeysPosted): void {
  const challenge = getChallenge(event.params.jobId, event.params.index);
  if (challenge !== null) postKeys(challenge, event);
}

export function handleCommitted(event: Committed): void {
  const job = getJob(event.params.jobId);
  const challenge = getChallenge(event.params.jobId, event.params.index);
  if (job === null || challenge === null) return;
  commitVote(challenge, event);
  recordJobActivity(event, 'FINDING_COMMITTED', event.params.juror, job);
}

export function handleRevealed(event: Revealed): void {
  const job = getJob(event.params.jobId);
  const challenge = getChallenge(event.params.jobId, event.params.index);
  if (job === null || challenge === null) return;
  revealVote(challenge, event);
  recordJobActivity(event, 'FINDING_REVEALED', event.params.juror, job);
}

export function handleJurorSlashed(event: JurorSlashed): void {
  const job = getJob(event.params.jobId);
  const challenge = getChallenge(event.params.jobId, event.params.index);
  if (job === null || challenge === null) return;
  slashVote(challenge, event);
  countSlashedDuty(event.params.juror);
  recordDutyActivity(event, 'JUROR_SLASHED', event.params.juror, job, event.params.slice);
}

export function handleDisputeEnded(event: DisputeEnded): void {
  const job = getJob(event.params.jobId);
  const challenge = getChallenge(event.params.jobId, event.params.index);
  if (job === null || challenge === null) return;
  endChallenge(challenge, event);
  countEndedChallenge(job);
  countEndedChallengeOfAll();
  recordJobActivity(event, 'CHALLENGE_ENDED', event.transaction.from, job);
}
