import { BigInt, Bytes, ethereum, log } from '@graphprotocol/graph-ts';
import {
  JobClaimed,
  JobFunded,
  JobRequested,
  JobSettled,
  JobSubmitted,
} from '../../generated/JobEscrow/JobEscrow';
import { Job } from '../../generated/schema';
import { numberId } from '../id';
import { derivationPolicy, jobMode } from '../words';
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
  job.audits = work.audits;
  job.segments = work.segments;
  job.longestSegment = work.longestSegment;
  job.parametersVersion = event.params.version;
  job.parameters = numberId(event.params.version);
  job.currency = Bytes.fromHexString('0x');
  job.minPrice = ZERO;
  job.maxPrice = ZERO;
  job.claimWindowSeconds = ZERO;
  job.claimableUntil = event.params.requestedAt;
  job.policy = derivationPolicy(0);
  job.royaltyBps = 0;
  job.lineageParents = [];
  job.lineageAncestors = [];
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
  // In mode ACCEPT the result is the requester's word, however long nobody objects.
  if (job.mode == 'ACCEPT') job.seal = 'TRUSTED';
  endJob(job, 'SETTLED', event.params.refund, event);
}

export function endJob(job: Job, state: string, refund: BigInt, event: ethereum.Event): void {
  job.state = state;
  job.refund = refund;
  job.endedAt = event.block.timestamp;
  job.endedTx = event.transaction.hash;
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
