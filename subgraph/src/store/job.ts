import { BigInt, Bytes, ethereum, log } from '@graphprotocol/graph-ts';
import {
  JobClaimed,
  JobFunded,
  JobRefuted,
  JobRequested,
  JobSettled,
  JobSubmitted,
} from '../../generated/JobEscrow/JobEscrow';
import { Job } from '../../generated/schema';
import { numberId } from '../id';
import { derivationPolicy, jobMode } from '../words';
import { isProof } from './determinism-class';
import { wantManifest } from './manifest';

const ZERO = BigInt.zero();

/** The first half of the terms; `fundJob` follows in the same transaction and replaces the zeros. */
export function createJob(event: JobRequested): Job {
  const work = event.params.work;
  const job = new Job(numberId(event.params.jobId));
  job.jobId = event.params.jobId;
  job.state = 'OPEN';
  job.requester = event.params.requester;
  if (!isZero(work.targetNode)) job.targetNode = work.targetNode;
  job.class_ = event.params.classId;
  job.specDigest = work.specDigest;
  job.spec = wantManifest(work.specDigest, event.params.requester);
  if (!isZero(work.encryptionKey)) job.encryptionKey = work.encryptionKey;
  job.runSeconds = work.runTime;
  job.mode = jobMode(work.mode);
  job.juryMayRead = work.juryMayRead;
  job.audits = work.audits;
  job.segments = work.segments;
  job.longestSegment = work.longestSegment;
  job.parametersVersion = event.params.version;
  job.parameters = numberId(event.params.version);
  job.currency = Bytes.fromHexString('0x');
  job.minPrice = ZERO;
  job.maxPrice = ZERO;
  job.auditFee = ZERO;
  job.claimWindowSeconds = ZERO;
  job.claimableUntil = event.params.requestedAt;
  job.policy = derivationPolicy(0);
  job.royaltyBps = 0;
  job.lineageParents = [];
  job.lineageAncestors = [];
  job.passedAuditCount = 0;
  job.challengeCount = 0;
  job.openChallengeCount = 0;
  job.requestedAt = event.params.requestedAt;
  job.requestedTx = event.transaction.hash;
  job.save();
  return job;
}

export function getJob(jobId: BigInt): Job | null {
  const job = Job.load(numberId(jobId));
  if (job === null) log.error('There is no job {}', [jobId.toString()]);
  return job;
}

export function fundJob(job: Job, event: JobFunded): void {
  const payment = event.params.payment;
  const outcome = event.params.outcome;
  job.currency = payment.currency;
  job.minPrice = payment.minPrice;
  job.maxPrice = payment.maxPrice;
  job.auditFee = payment.auditFee;
  job.claimWindowSeconds = payment.claimWindow;
  job.claimableUntil = job.requestedAt.plus(payment.claimWindow);
  job.policy = derivationPolicy(outcome.policy);
  job.royaltyBps = outcome.royaltyBps;
  job.lineageParents = outcome.lineage.parents;
  job.lineageAncestors = outcome.lineage.ancestors;
  job.save();
}

export function claimJob(job: Job, event: JobClaimed): void {
  job.state = 'CLAIMED';
  job.node = event.params.node;
  job.price = event.params.price;
  job.bondWei = event.params.bond;
  job.bondState = 'LOCKED';
  job.claimedAt = event.params.claimedAt;
  job.claimedTx = event.transaction.hash;
  job.deadline = event.params.deadline;
  job.save();
}

export function submitJob(job: Job, event: JobSubmitted): void {
  const submission = event.params.submission;
  job.state = 'SUBMITTED';
  job.submittedAt = event.params.submittedAt;
  job.submittedTx = event.transaction.hash;
  job.windowEndsAt = event.params.windowEndsAt;
  job.resultDigest = submission.resultDigest;
  job.resultManifest = wantManifest(submission.resultDigest, job.requester);
  job.traceRoot = submission.traceRoot;
  if (!isZero(submission.deliveryDigest)) job.deliveryDigest = submission.deliveryDigest;
  job.save();
}

export function acceptJob(job: Job, event: ethereum.Event): void {
  job.acceptedAt = event.block.timestamp;
  job.save();
}

export function settleJob(job: Job, event: JobSettled): void {
  job.paid = event.params.paid;
  job.fee = event.params.fee;
  // Accepted is somebody's word until the window and the disputes are over.
  job.seal = 'TRUSTED';
  endJob(job, 'SETTLED', event.params.refund, event);
  sealJob(job);
}

export function endJob(job: Job, state: string, refund: BigInt, event: ethereum.Event): void {
  job.state = state;
  job.refund = refund;
  job.endedAt = event.block.timestamp;
  job.endedTx = event.transaction.hash;
  job.save();
}

/** Once a settled job's bond is free, the window and the disputes are over: as `IDisputes.sealOf` says it. */
export function sealJob(job: Job): void {
  if (job.state != 'SETTLED' || job.bondState != 'RELEASED' || job.verdict !== null) return;
  if (job.mode == 'ACCEPT' || !isProof(job.class_)) return;
  job.seal = job.passedAuditCount > 0 ? 'PROVEN' : 'UNCHALLENGED';
  job.save();
}

export function setState(job: Job, state: string): void {
  job.state = state;
  job.save();
}

/** @returns whether the node had been paid: then the job stays settled, and the node's bond compensates. */
export function refuteJob(job: Job, event: JobRefuted): boolean {
  const wasPaid = job.state == 'SETTLED';
  job.verdict = 'REFUTED';
  job.seal = 'REFUTED';
  if (wasPaid) job.compensationWei = event.params.compensation;
  if (wasPaid) job.save();
  else endJob(job, 'REFUNDED', event.params.refund, event);
  return wasPaid;
}

/** @returns whether the node had been paid: then the job stays settled. */
export function voidJob(job: Job, refund: BigInt, event: ethereum.Event): boolean {
  const wasPaid = job.state == 'SETTLED';
  job.verdict = 'VOID';
  job.seal = 'TRUSTED';
  if (wasPaid) job.save();
  else endJob(job, 'VOID', refund, event);
  return wasPaid;
}

export function revealKey(job: Job, key: Bytes): void {
  job.revealedKey = key;
  job.save();
}

export function setQuote(job: Job, quoteHash: Bytes): void {
  job.quoteHash = quoteHash;
  job.save();
}

export function countPassedAudit(job: Job): void {
  job.passedAuditCount += 1;
  job.save();
}

export function setAuditRefund(job: Job, refund: BigInt): void {
  job.auditRefund = refund;
  job.save();
}

export function countOpenedChallenge(job: Job): void {
  job.challengeCount += 1;
  job.openChallengeCount += 1;
  job.save();
}

export function countEndedChallenge(job: Job): void {
  job.openChallengeCount -= 1;
  job.save();
}

export function setBondState(job: Job, state: string): void {
  job.bondState = state;
  job.save();
}

export function setResult(job: Job, assetId: BigInt, event: ethereum.Event): void {
  job.result = numberId(assetId);
  job.mintedAt = event.block.timestamp;
  job.mintedTx = event.transaction.hash;
  job.save();
}

function isZero(bytes: Bytes): bool {
  for (let i = 0; i < bytes.length; i++) if (bytes[i] != 0) return false;
  return true;
}
