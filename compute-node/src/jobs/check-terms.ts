import { classId } from '@cultivar/sdk/spec';
import type { Hex, JobManifest } from '@cultivar/sdk/spec';
import type { JobTerms } from '../chain/job-terms.ts';
import { checkTraceShape } from './check-trace-shape.ts';
import { JobRefusedError } from './job-refused-error.ts';
import { teacherOf } from './teacher-of.ts';

/** What the node takes. */
export type JobPolicy = {
  chainId: number;
  account: Hex;
  /** Determinism classes as text. */
  classes: readonly string[];
  minPriceWei: bigint;
  maxSteps: number;
  maxSequenceLength: number;
};

const ZERO_ADDRESS = `0x${'0'.repeat(40)}`;
/** `IJobEscrow.Mode.Accept`: the requester alone judges the result. */
const ACCEPT = 0;
/** The class in which no bits are promised. */
const TOLERANCE = classId('tolerance');
const ZERO_WORD = `0x${'0'.repeat(64)}`;

/**
 * Whether the node may take a job by its terms alone, before anything is fetched.
 *
 * @param timestamp Chain time, seconds.
 * @throws JobRefusedError naming the first thing that is wrong.
 */
export function checkTerms(terms: JobTerms, policy: JobPolicy, timestamp: number): void {
  const { work, payment } = terms;
  if (work.targetNode !== ZERO_ADDRESS && !sameAccount(work.targetNode, policy.account)) {
    throw new JobRefusedError('for-another-node', `the job is for ${work.targetNode} alone`);
  }
  if (!policy.classes.some((name) => classId(name) === work.class)) {
    throw new JobRefusedError('class-not-ours', `class ${work.class} is not one this node serves`);
  }
  if (work.class === TOLERANCE && work.mode !== ACCEPT) {
    throw new JobRefusedError(
      'tolerance-audited',
      'class tolerance promises no equal bits, so nobody can recompute a leaf of it: only in mode Accept',
    );
  }
  if (payment.currency !== ZERO_ADDRESS) {
    throw new JobRefusedError('currency', `paid in ${payment.currency}; this node takes the native currency`);
  }
  if (payment.maxPrice < policy.minPriceWei) {
    throw new JobRefusedError(
      'price-too-low',
      `pays at most ${payment.maxPrice} wei; this node asks for ${policy.minPriceWei}`,
    );
  }
  if (work.encryptionKey !== ZERO_WORD) {
    throw new JobRefusedError('delivery-encrypted', 'encrypted delivery is not offered by this node');
  }
  if (timestamp >= terms.requestedAt + payment.claimWindow) {
    throw new JobRefusedError('window-over', 'the claim window was over when the job was seen');
  }
}

/**
 * Whether a job's manifest says what its request says, and asks for no more than the node gives.
 *
 * @throws JobRefusedError naming the first thing that is wrong.
 */
export function checkSpec(spec: JobManifest, terms: JobTerms, policy: JobPolicy): void {
  if (spec.chainId !== policy.chainId) {
    throw new JobRefusedError('wrong-chain', `the manifest is for chain ${spec.chainId}`);
  }
  if (classId(spec.class) !== terms.work.class) {
    throw new JobRefusedError(
      'class-differs',
      `the manifest asks for class "${spec.class}", the request does not`,
    );
  }
  const teacher = teacherOf(spec);
  const named = [spec.base, ...spec.datasets, ...(teacher ? [teacher] : [])].map(({ asset }) => asset);
  const requested = terms.outcome.lineage.parents
    .filter((id) => id !== 0)
    .map((id) => `${policy.chainId}:${id}`);
  if (named.join() !== requested.join()) {
    throw new JobRefusedError(
      'parents-differ',
      `the manifest is made from ${named.join(', ')}; the request names ${requested.join(', ') || 'nothing'}`,
    );
  }
  if (!sameAccount(spec.creator, terms.requester)) {
    throw new JobRefusedError(
      'creator-differs',
      `the manifest's creator ${spec.creator} is not the requester`,
    );
  }
  if (spec.method === 'full' && terms.work.mode !== ACCEPT) {
    throw new JobRefusedError(
      'full-audited',
      'all weights are trained, whose checkpoints are too large to hand to auditors: only in mode Accept',
    );
  }
  if ((spec.steps ?? 0) > policy.maxSteps) {
    throw new JobRefusedError('too-long', `${spec.steps} steps; this node does at most ${policy.maxSteps}`);
  }
  if (spec.steps !== undefined) checkTraceShape(spec, spec.steps, terms);
  if (spec.sequenceLength > policy.maxSequenceLength) {
    throw new JobRefusedError(
      'too-long',
      `sequences of ${spec.sequenceLength} tokens; this node does at most ${policy.maxSequenceLength}`,
    );
  }
}

function sameAccount(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
