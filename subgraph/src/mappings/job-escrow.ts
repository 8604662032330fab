import {
  AuditFeesRefunded,
  BondRateSet,
  BondReleased,
  BondSlashed,
  DisputeParametersSet,
  JobAccepted,
  JobCanceled,
  JobClaimed,
  JobDisputed,
  JobFunded,
  JobQuoted,
  JobRefunded,
  JobRefuted,
  JobRequested,
  JobSettled,
  JobSubmitted,
  JobUndisputed,
  JobVoided,
  ParametersSet,
  ResultMinted,
} from '../../generated/JobEscrow/JobEscrow';
import { ancestorsIn } from '../lineage';
import { countJob, getAccount } from '../store/account';
import { recordJobActivity, recordJobMoneyActivity } from '../store/activity';
import { countJobUse } from '../store/asset';
import { createBondRate } from '../store/bond-rate';
import { countClassJob } from '../store/determinism-class';
import { createDisputeParameters } from '../store/dispute-parameters';
import {
  acceptJob,
  claimJob,
  createJob,
  endJob,
  fundJob,
  getJob,
  refuteJob,
  sealJob,
  setAuditRefund,
  setBondState,
  setQuote,
  setResult,
  setState,
  settleJob,
  submitJob,
  voidJob,
} from '../store/job';
import { createJobParameters } from '../store/job-parameters';
import { createJobParent } from '../store/job-parent';
import {
  countClaim,
  countMiss,
  countRefuted,
  countSettlement,
  countUnpaid,
  releaseBond,
} from '../store/node';
import {
  countCanceledJob,
  countClaimedJob,
  countUnpaidJob,
  countRequestedJob,
  countSettledJob,
} from '../store/protocol';

export function handleJobRequested(event: JobRequested): void {
  createJob(event);
  countClassJob(event.params.classId);
  countJob(getAccount(event.params.requester, event));
  countRequestedJob();
}

export function handleJobFunded(event: JobFunded): void {
  const job = getJob(event.params.jobId);
  if (job === null) return;
  fundJob(job, event);
  const ancestors = ancestorsIn(job.lineageParents, job.lineageAncestors);
  for (let i = 0; i < ancestors.length; i++) {
    createJobParent(job, ancestors[i]);
    if (ancestors[i].position >= 0) countJobUse(ancestors[i].assetId, event);
  }
  recordJobMoneyActivity(event, 'JOB_REQUESTED', job.requester, job, job.maxPrice);
}

export function handleJobClaimed(event: JobClaimed): void {
  const job = getJob(event.params.jobId);
  if (job === null) return;
  claimJob(job, event);
  countClaim(event.params.node, event.params.bond);
  countClaimedJob();
  recordJobMoneyActivity(event, 'JOB_CLAIMED', event.params.node, job, event.params.price);
}

export function handleJobSubmitted(event: JobSubmitted): void {
  const job = getJob(event.params.jobId);
  if (job === null) return;
  submitJob(job, event);
  recordJobActivity(event, 'JOB_SUBMITTED', event.params.node, job);
}

export function handleJobAccepted(event: JobAccepted): void {
  const job = getJob(event.params.jobId);
  if (job === null) return;
  acceptJob(job, event);
  recordJobActivity(event, 'JOB_ACCEPTED', event.params.requester, job);
}

export function handleJobSettled(event: JobSettled): void {
  const job = getJob(event.params.jobId);
  if (job === null) return;
  settleJob(job, event);
  countSettlement(event.params.node);
  countSettledJob();
  recordJobMoneyActivity(event, 'JOB_SETTLED', event.params.node, job, event.params.paid);
}

export function handleJobQuoted(event: JobQuoted): void {
  const job = getJob(event.params.jobId);
  if (job !== null) setQuote(job, event.params.quoteHash);
}

export function handleJobDisputed(event: JobDisputed): void {
  const job = getJob(event.params.jobId);
  if (job === null) return;
  setState(job, 'DISPUTED');
  recordJobActivity(event, 'JOB_DISPUTED', event.transaction.from, job);
}

export function handleJobUndisputed(event: JobUndisputed): void {
  const job = getJob(event.params.jobId);
  if (job !== null) setState(job, 'SUBMITTED');
}

export function handleJobRefuted(event: JobRefuted): void {
  const job = getJob(event.params.jobId);
  if (job === null) return;
  const wasPaid = refuteJob(job, event);
  countRefuted(event.params.node);
  if (!wasPaid) {
    countUnpaid(event.params.node);
    countUnpaidJob();
  }
  const back = event.params.refund.plus(event.params.compensation);
  recordJobMoneyActivity(event, 'JOB_REFUTED', event.params.requester, job, back);
}

export function handleJobVoided(event: JobVoided): void {
  const job = getJob(event.params.jobId);
  if (job === null) return;
  const wasPaid = voidJob(job, event.params.refund, event);
  if (!wasPaid) {
    countUnpaid(event.params.node);
    countUnpaidJob();
  }
  recordJobMoneyActivity(event, 'JOB_VOIDED', event.params.requester, job, event.params.refund);
}

export function handleAuditFeesRefunded(event: AuditFeesRefunded): void {
  const job = getJob(event.params.jobId);
  if (job !== null) setAuditRefund(job, event.params.refund);
}

export function handleJobCanceled(event: JobCanceled): void {
  const job = getJob(event.params.jobId);
  if (job === null) return;
  endJob(job, 'CANCELED', event.params.refund, event);
  countCanceledJob();
  getAccount(event.params.caller, event);
  recordJobMoneyActivity(event, 'JOB_CANCELED', event.params.caller, job, event.params.refund);
}

export function handleJobRefunded(event: JobRefunded): void {
  const job = getJob(event.params.jobId);
  if (job === null) return;
  endJob(job, 'REFUNDED', event.params.refund, event);
  countMiss(event.params.node);
  countUnpaidJob();
  recordJobMoneyActivity(event, 'JOB_REFUNDED', event.params.requester, job, event.params.refund);
}

export function handleBondReleased(event: BondReleased): void {
  const job = getJob(event.params.jobId);
  if (job === null) return;
  setBondState(job, 'RELEASED');
  sealJob(job);
  releaseBond(event.params.node, event.params.bond);
}

/** The node's `StakeChanged` follows and says what is left. */
export function handleBondSlashed(event: BondSlashed): void {
  const job = getJob(event.params.jobId);
  if (job !== null) setBondState(job, 'SLASHED');
}

export function handleResultMinted(event: ResultMinted): void {
  const job = getJob(event.params.jobId);
  if (job === null) return;
  setResult(job, event.params.assetId, event);
  recordJobActivity(event, 'RESULT_MINTED', event.params.requester, job);
}

/** `DisputeParametersSet` and the bond rates follow in the same transaction. */
export function handleParametersSet(event: ParametersSet): void {
  createJobParameters(event);
}

export function handleDisputeParametersSet(event: DisputeParametersSet): void {
  createDisputeParameters(event);
}

export function handleBondRateSet(event: BondRateSet): void {
  createBondRate(event);
}
