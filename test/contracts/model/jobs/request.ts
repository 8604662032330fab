import type { Call } from '../core/call.ts';
import { NOBODY, NO_DIGEST } from '../core/hex.ts';
import { requireRunning } from '../core/pausing.ts';
import { MAX_ROYALTY_BPS } from '../assets/asset.ts';
import { packLineage } from '../assets/pack-lineage.ts';
import { resolveLineage } from '../assets/resolve-lineage.ts';
import { classOf, eligibleNodes } from '../nodes/class-of.ts';
import { CLASS_STATUS, MIN_ELIGIBLE } from '../nodes/node.ts';
import { holdEscrow } from '../treasury/escrow.ts';
import { isAllowed } from '../treasury/is-allowed.ts';
import { requirePayable } from '../treasury/take-in.ts';
import type { JobRequest, ParameterVersion, Terms } from './job.ts';
import { MODE, STATE, VERDICT } from './job.ts';
import { fundsOf, isPrivate, worthOf } from './job-facts.ts';
import { minAuditFee } from './min-audit-fee.ts';

const MAX_AUDITS = 4n;
const MIN_SEGMENTS = 2n;
const MAX_SEGMENTS = 65_534n;

/** Requests a job and puts its highest price and its audit fees into escrow. @returns its id, unless refused. */
export function request(call: Call, job: JobRequest): bigint | undefined {
  const { jobs, versions } = call.world.jobs;
  const version = versions.at(-1)!;
  requireRunning(call, 'escrow');
  requireWork(call, job);
  requireModeFits(call, job);
  requirePayment(call, job, version, BigInt(versions.length));
  call.require(
    job.royaltyBps <= MAX_ROYALTY_BPS,
    'JobEscrow_RoyaltyTooHigh',
    job.royaltyBps,
    MAX_ROYALTY_BPS,
  );
  const lineage = resolveLineage(call, call.from, job.parents);
  if (call.refused) return undefined;

  const jobId = BigInt(jobs.size) + 1n;
  const { work, payment, policy, royaltyBps } = job;
  const outcome = { policy, royaltyBps, lineage: packLineage(lineage) };
  const frozen = { requester: call.from, requestedAt: call.env.now, version: BigInt(versions.length) };
  const terms: Terms = structuredClone({ ...frozen, work, payment, outcome });
  const unclaimed = {
    node: NOBODY,
    claimedAt: 0n,
    submittedAt: 0n,
    bondLocked: false,
    submission: undefined,
  };
  const review = {
    seedBlock: 0n,
    openAudits: 0n,
    passedAudits: 0n,
    openDisputes: 0n,
    verdict: VERDICT.None,
    ticketCount: 0n,
  };
  jobs.set(jobId, { ...unclaimed, terms, lineage, state: STATE.Open, review });
  holdEscrow(call, payment.currency, fundsOf(job));
  call.emit('escrow', 'JobRequested', { jobId, class: work.class, work, ...frozen });
  call.emit('escrow', 'JobFunded', { jobId, payment, outcome });
  return jobId;
}

function requireWork(call: Call, job: JobRequest): void {
  const { work, payment } = job;
  const { maxClaimWindow, maxRunTime } = call.world.jobs.versions.at(-1)!.jobs;
  const { claimWindow } = payment;
  call.require(work.specDigest !== NO_DIGEST, 'JobEscrow_ZeroDigest');
  const claimable = claimWindow >= 1n && claimWindow <= maxClaimWindow;
  call.require(claimable, 'JobEscrow_InvalidClaimWindow', claimWindow, maxClaimWindow);
  const runnable = work.runTime >= 1n && work.runTime <= maxRunTime;
  call.require(runnable, 'JobEscrow_InvalidRunTime', work.runTime, maxRunTime);
  const { segments } = work;
  const cut = segments >= MIN_SEGMENTS && segments <= MAX_SEGMENTS;
  call.require(cut, 'JobEscrow_InvalidSegments', segments, MIN_SEGMENTS, MAX_SEGMENTS);
  call.require(!isPrivate(job) || work.targetNode !== NOBODY, 'JobEscrow_PrivateNeedsTargetNode');
}

function requireModeFits(call: Call, job: JobRequest): void {
  const { work, payment } = job;
  const nodeClass = classOf(call.world, work.class);
  if (work.mode === MODE.Audit) {
    const eligible = eligibleNodes(nodeClass);
    const judged = nodeClass.status === CLASS_STATUS.Slashable && eligible >= MIN_ELIGIBLE;
    call.require(judged, 'JobEscrow_ClassNotSlashable', work.class, eligible, MIN_ELIGIBLE);
    call.require(!isPrivate(job) || work.juryMayRead, 'JobEscrow_JuryMayNotRead');
    requireRecomputable(call, job);
  }
  const mostAudits = work.segments < MAX_AUDITS ? work.segments : MAX_AUDITS;
  const most = work.mode === MODE.Audit ? mostAudits : 0n;
  call.require(work.audits <= most, 'JobEscrow_InvalidAudits', work.mode, work.audits, most);
  const least = work.audits === 0n ? 0n : minAuditFee(call.world, job);
  const fits = work.audits === 0n ? payment.auditFee === 0n : payment.auditFee >= least;
  call.require(fits, 'JobEscrow_InvalidAuditFee', payment.auditFee, least);
}

/** Whoever recomputes a segment is paid at least what an average one costs. */
function requireRecomputable(call: Call, { work, payment }: JobRequest): void {
  const { versions } = call.world.jobs;
  const { juryFee } = versions.at(-1)!.disputes;
  const rated = payment.currency === NOBODY || versions.at(-1)!.bondRates.has(payment.currency);
  const worth = rated
    ? worthOf(call.world, { version: BigInt(versions.length), payment }, payment.maxPrice)
    : 0n;
  const cheap = worth <= work.segments * juryFee;
  call.require(cheap, 'JobEscrow_SegmentTooDear', worth, work.segments, juryFee);
}

function requirePayment(call: Call, job: JobRequest, version: ParameterVersion, number: bigint): void {
  const { currency, minPrice, maxPrice } = job.payment;
  call.require(minPrice <= maxPrice, 'JobEscrow_InvalidPrice', minPrice, maxPrice);
  const due = fundsOf(job);
  const value = currency === NOBODY ? due : 0n;
  call.require(call.value === value, 'JobEscrow_WrongValue', value, call.value);
  if (currency === NOBODY) return;
  const rated = (version.bondRates.get(currency) ?? 0n) > 0n;
  call.require(rated, 'JobEscrow_CurrencyWithoutBondRate', currency, number);
  const allowed = isAllowed(call.world, currency);
  call.require(allowed, 'Treasury_CurrencyNotAllowed', currency);
  if (allowed) requirePayable(call, currency, due);
}
