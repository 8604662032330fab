import type { World } from '../core/world.ts';
import { NOBODY } from '../core/hex.ts';
import { share } from '../core/share.ts';
import type { Job, ParameterVersion, Terms } from './job.ts';

/** The parameters that hold for a job. */
export const versionOf = (world: World, { version }: Pick<Terms, 'version'>): ParameterVersion =>
  world.jobs.versions[Number(version) - 1]!;

/** The price at which the job could be claimed at a time: it rises in a line from the lowest to the highest. */
export function priceAt({ requestedAt, payment }: Terms, time: bigint): bigint {
  const { minPrice, maxPrice, claimWindow } = payment;
  const elapsed = time - requestedAt;
  return elapsed >= claimWindow ? maxPrice : minPrice + ((maxPrice - minPrice) * elapsed) / claimWindow;
}

/** What an amount in the job's currency is worth in wei. */
export function worthOf(world: World, terms: Pick<Terms, 'version' | 'payment'>, amount: bigint): bigint {
  const { currency } = terms.payment;
  if (currency === NOBODY) return amount;
  return (amount * versionOf(world, terms).bondRates.get(currency)!) / 10n ** 18n;
}

/** The bond that a claim at a price locks. */
export function bondFor(world: World, terms: Terms, price: bigint): bigint {
  const { minBond, bondBps } = versionOf(world, terms).jobs;
  const bond = share(worthOf(world, terms, price), bondBps);
  return bond > minBond ? bond : minBond;
}

/** The price that the claim has fixed. */
export const priceOf = ({ terms, claimedAt }: Job): bigint => priceAt(terms, claimedAt);

/** The bond of a claimed job. */
export const bondOf = (world: World, job: Job): bigint => bondFor(world, job.terms, priceOf(job));

/** All that the requester puts into escrow. */
export const fundsOf = ({ work, payment }: { work: Terms['work']; payment: Terms['payment'] }): bigint =>
  payment.maxPrice + work.audits * payment.auditFee;

/** Audit fees that nobody has earned. */
export const unspentAuditFees = ({ terms, review }: Job): bigint =>
  (terms.work.audits - review.passedAudits) * terms.payment.auditFee;

/** When the challenge window of a submitted job ends. */
export const windowEnd = (world: World, job: Job): bigint =>
  job.submittedAt + versionOf(world, job.terms).jobs.challengeWindow;

/** When audits no longer hold a submitted job. */
export const auditsEnd = (world: World, job: Job): bigint =>
  windowEnd(world, job) + versionOf(world, job.terms).disputes.maxDuration;

/** Whether the result and its inputs are private. */
export const isPrivate = ({ work }: { work: Terms['work'] }): boolean => BigInt(work.encryptionKey) !== 0n;
