import type { Hex } from 'viem';
import { NOBODY, NO_DIGEST } from '../../core/hex.ts';
import { share } from '../../core/share.ts';
import { quoteHash } from '../../jobs/hire.ts';
import type { Job, JobRequest, Submission, Terms } from '../../jobs/job.ts';
import { MODE, STATE } from '../../jobs/job.ts';
import { auditsEnd, fundsOf, isPrivate, windowEnd } from '../../jobs/job-facts.ts';
import { classOf, isOpen } from '../../nodes/class-of.ts';
import type { Act, Kind } from '../kind.ts';
import { DISPUTE_PARAMETERS, ONE } from '../parameters.ts';
import type { Plan } from '../plan.ts';
import { computeTrace } from '../trace.ts';
import { parentsFor } from './asset-kinds.ts';

/** What requesters and nodes do with jobs. */
export const jobKinds: Readonly<Record<string, Kind>> = {
  request: {
    weight: 10,
    plan: async (plan) => {
      const from = plan.mostly(plan.user(), () => plan.anyone());
      const job = requestFor(plan, from);
      const due = job.payment.currency === NOBODY ? fundsOf(job) : 0n;
      const value = plan.mostly(due, () => due + 1n);
      if (job.work.targetNode === NOBODY || plan.luck.chance(50)) {
        return { from, to: 'escrow', fn: 'request', args: [job], value };
      }
      return hireFor(plan, from, job, value);
    },
  },
  cancel: {
    weight: 1,
    plan: (plan) => {
      const [id, job] = aJob(plan, STATE.Open);
      if (job === undefined || plan.luck.chance(50)) return undefined;
      const { requester, requestedAt, payment } = job.terms;
      const byOther = plan.luck.chance(30);
      const from = byOther ? plan.anyone() : requester;
      const at = byOther ? plan.soonOr(requestedAt + payment.claimWindow) : undefined;
      return { from, to: 'escrow', fn: 'cancel', args: [id, termsOf(plan, job)], at };
    },
  },
  claim: {
    weight: 20,
    plan: (plan) => {
      const [id, job] = aJob(plan, STATE.Open, ({ terms }) => {
        const isOpenNow = plan.env.now < terms.requestedAt + terms.payment.claimWindow;
        const worked = isOpen(classOf(plan.world, terms.work.class)) && !plan.world.paused.nodes;
        return isOpenNow && (worked || plan.luck.chance(10));
      });
      if (job === undefined) return undefined;
      const { requestedAt, payment, work } = job.terms;
      const serves = [...(plan.world.nodes.classes.get(work.class)?.members ?? [])].filter(
        ([, { serving }]) => serving,
      );
      const able = plan.luck.pick(serves)?.[0] ?? plan.anyone();
      const wanted = work.targetNode === NOBODY ? able : work.targetNode;
      const at = plan.soonOr(requestedAt + payment.claimWindow);
      return { from: plan.rightly(wanted), to: 'escrow', fn: 'claim', args: [id, termsOf(plan, job)], at };
    },
  },
  submit: {
    weight: 25,
    plan: (plan) => {
      const [id, job] = aJob(plan, STATE.Claimed);
      if (job === undefined || plan.luck.chance(4)) return undefined;
      const submission = submissionFor(plan, id, job);
      const at = plan.soonOr(job.claimedAt + job.terms.work.runTime);
      const from = plan.rightly(job.node);
      return { from, to: 'escrow', fn: 'submit', args: [id, termsOf(plan, job), submission], at };
    },
  },
  accept: {
    weight: 2,
    plan: (plan) => {
      const [id, job] = aJob(plan, STATE.Submitted);
      if (job === undefined) return undefined;
      return onSubmitted(plan, 'accept', id, job, plan.rightly(job.terms.requester));
    },
  },
  finalize: {
    weight: 3,
    plan: (plan) => {
      const [id, job] = aJob(plan, STATE.Submitted);
      if (job === undefined) return undefined;
      const held = job.review.openAudits > 0n && plan.luck.chance(90);
      const end = held ? auditsEnd(plan.world, job) : windowEnd(plan.world, job);
      if (!plan.mayJumpTo(end)) return undefined;
      return { ...onSubmitted(plan, 'finalize', id, job, plan.anyone()), at: plan.notBefore(end) };
    },
  },
  releaseBond: {
    weight: 3,
    plan: (plan) => {
      const [id, job] =
        plan.entry(plan.world.jobs.jobs, ({ state, bondLocked }) => {
          return state === STATE.Settled && (bondLocked || plan.luck.chance(2));
        }) ?? [];
      if (job === undefined) return undefined;
      const end = job.review.openAudits > 0n ? auditsEnd(plan.world, job) : windowEnd(plan.world, job);
      if (!plan.mayJumpTo(end)) return undefined;
      return { ...onSubmitted(plan, 'releaseBond', id!, job, plan.anyone()), at: plan.notBefore(end) };
    },
  },
  expire: {
    weight: 2,
    plan: (plan) => {
      const [id, job] = aJob(plan, STATE.Claimed);
      if (job === undefined) return undefined;
      const deadline = job.claimedAt + job.terms.work.runTime;
      if (deadline > plan.env.now + 600n && !(plan.luck.chance(4) || plan.env.now > deadline))
        return undefined;
      const at = plan.notBefore(deadline);
      return { from: plan.anyone(), to: 'escrow', fn: 'expire', args: [id, termsOf(plan, job)], at };
    },
  },
  mintResult: {
    weight: 3,
    plan: (plan) => {
      const [id, job] = aJob(plan, STATE.Settled);
      if (job === undefined) return undefined;
      const minted = plan.world.assets.manifests.has(
        `${job.terms.requester} ${submissionOf(plan, job).resultDigest}`,
      );
      if (minted && plan.luck.chance(95)) return undefined;
      return onSubmitted(plan, 'mintResult', id, job, plan.anyone());
    },
  },
};

/** A job in a state, mostly. */
export function aJob(
  plan: Plan,
  state: bigint,
  fits: (job: Job) => boolean = () => true,
): [bigint, Job | undefined] {
  const [id, job] =
    plan.entry(plan.world.jobs.jobs, (one) => (one.state === state && fits(one)) || plan.luck.chance(0.3)) ??
    [];
  return [plan.mostly(id ?? 0n, () => (plan.luck.chance(30) ? 10n ** 6n : (id ?? 0n))), job];
}

/** The terms of a job, or in a few cases others. */
export function termsOf(plan: Plan, { terms }: Job): Terms {
  return plan.mostly(terms, () => {
    const payment = { ...terms.payment, maxPrice: terms.payment.maxPrice + 1n };
    return plan.luck.chance(50) ? { ...terms, payment } : { ...terms, requester: plan.user() };
  });
}

/** What was handed in for a job, or in a few cases something else. */
export function submissionOf(plan: Plan, { submission }: Job): Submission {
  const right = submission ?? {
    resultDigest: plan.word(),
    traceRoot: plan.word(),
    deliveryDigest: NO_DIGEST,
  };
  return plan.mostly(right, () => ({ ...right, resultDigest: plan.word() }));
}

function onSubmitted(plan: Plan, fn: string, id: bigint, job: Job, from: Hex): Act {
  return { from, to: 'escrow', fn, args: [id, termsOf(plan, job), submissionOf(plan, job)] };
}

function submissionFor(plan: Plan, jobId: bigint, { terms, submission }: Job): Submission {
  const trace = computeTrace(plan, jobId, terms);
  if (submission === undefined) plan.memory.traces.set(jobId, trace.leaves);
  const right = isPrivate(terms) ? plan.word() : NO_DIGEST;
  const deliveryDigest = plan.mostly(right, () => (right === NO_DIGEST ? plan.word() : NO_DIGEST));
  return {
    resultDigest: plan.mostly(trace.resultDigest, () => plan.luck.pick([NO_DIGEST, plan.word()] as const)),
    traceRoot: plan.mostly(trace.root, () => (plan.luck.chance(30) ? NO_DIGEST : trace.root)),
    deliveryDigest,
  };
}

function requestFor(plan: Plan, from: Hex): JobRequest {
  const { luck, cast } = plan;
  const version = plan.world.jobs.versions.at(-1)!;
  const audited = luck.chance(75);
  const secret = luck.chance(35);
  const segments = plan.mostly(luck.between(2n, 7n), () => luck.pick([0n, 1n, 65_535n] as const));
  const audits = audited
    ? plan.mostly(luck.between(0n, segments < 4n ? segments : 4n), () => 5n)
    : plan.mostly(0n, () => 1n);
  const maxPrice = priceFor(plan, audited, segments);
  const least = segments === 0n ? 0n : share(maxPrice, version.disputes.auditRateBps) / segments;
  const targetNode = secret || luck.chance(15) ? luck.pick(cast.nodes)! : NOBODY;
  const classId = audited
    ? luck.pick([cast.classes[0]!, cast.classes[0]!, cast.classes[0]!, cast.classes[1]!])
    : luck.pick(cast.classes)!;
  return {
    work: {
      specDigest: plan.mostly(plan.word(), () => NO_DIGEST),
      class: plan.mostly(classId, () => plan.word()),
      targetNode: plan.mostly(targetNode, () => NOBODY),
      encryptionKey: secret ? plan.word() : NO_DIGEST,
      runTime: plan.mostly(luck.between(800n, 6_000n), () => luck.pick([0n, 10n ** 7n] as const)),
      mode: audited ? MODE.Audit : MODE.Accept,
      juryMayRead: plan.mostly(secret, () => !secret),
      audits,
      segments,
      longestSegment: 16n,
    },
    payment: {
      currency: plan.mostly(plan.currency(), () => cast.governor),
      minPrice: plan.mostly(luck.between(0n, maxPrice), () => maxPrice + luck.between(0n, 1n)),
      maxPrice,
      auditFee:
        audits === 0n
          ? plan.mostly(0n, () => 1n)
          : plan.mostly(least + luck.between(0n, 9n), () => (least > 0n ? least - 1n : 0n)),
      claimWindow: plan.mostly(luck.between(200n, 3_000n), () => luck.pick([0n, 10n ** 6n] as const)),
    },
    policy: luck.between(0n, 2n),
    royaltyBps: plan.mostly(luck.between(0n, 1_000n), () => 5_001n),
    parents: parentsFor(plan, from),
  };
}

/** A price; in mode Audit mostly one whose average segment is worth no more than a juror's fee. */
function priceFor(plan: Plan, audited: boolean, segments: bigint): bigint {
  const most = audited && !plan.luck.chance(4) ? DISPUTE_PARAMETERS.juryFee * segments : ONE;
  return plan.luck.between(0n, most);
}

async function hireFor(plan: Plan, from: Hex, job: JobRequest, value: bigint): Promise<Act> {
  const { work, payment } = job;
  const price = payment.maxPrice;
  const fixed = { ...job, payment: { ...payment, minPrice: plan.mostly(price, () => price / 2n) } };
  const quote = {
    node: plan.mostly(work.targetNode, () => plan.luck.pick(plan.cast.nodes)!),
    requester: plan.mostly(plan.luck.chance(50) ? NOBODY : from, () => plan.user()),
    specDigest: work.specDigest,
    class: work.class,
    currency: payment.currency,
    price,
    runTime: work.runTime,
    expiresAt: plan.mostly(plan.env.now + 1_000n, () => plan.env.now),
  };
  const signature = await plan.sign(quote.node, quoteHash(plan.env, quote));
  const shown = plan.mostly(quote, () => ({ ...quote, expiresAt: quote.expiresAt + 1n }));
  return {
    from,
    to: 'escrow',
    fn: 'hire',
    args: [fixed, shown, signature],
    value,
    at: plan.soonOr(quote.expiresAt),
  };
}
