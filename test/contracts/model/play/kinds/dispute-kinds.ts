import { NO_DIGEST } from '../../core/hex.ts';
import type { Dispute, Opening } from '../../disputes/dispute.ts';
import { DELIVERY, PHASE } from '../../disputes/dispute.ts';
import { pathOf, sealOf } from '../../disputes/trace-tree.ts';
import type { Job } from '../../jobs/job.ts';
import { MODE } from '../../jobs/job.ts';
import { isPrivate, windowEnd } from '../../jobs/job-facts.ts';
import type { Kind } from '../kind.ts';
import { DISPUTE_PARAMETERS } from '../parameters.ts';
import type { Plan } from '../plan.ts';
import { lieOf } from '../trace.ts';
import { about, leavesOf } from './audit-kinds.ts';

const { challengeBond } = DISPUTE_PARAMETERS;

/** How disputes are opened and brought to an end. */
export const disputeKinds: Readonly<Record<string, Kind>> = {
  challenge: {
    weight: 6,
    plan: (plan) => {
      const found = plan.entry(plan.world.jobs.jobs, (job) => isJudgeable(job) || plan.luck.chance(0.5));
      if (found === undefined) return undefined;
      const [id, job] = found;
      const leaves = plan.memory.traces.get(id) ?? [];
      const wrong = leaves.findIndex(({ secret }, i) => secret === lieOf(id, BigInt(i)).secret);
      const any = plan.luck.below(leaves.length + 1);
      const index = plan.mostly(
        BigInt(wrong !== -1 && plan.luck.chance(60) ? wrong : Math.max(0, any - 1)),
        () => 99n,
      );
      const from = plan.luck.chance(70) ? plan.user() : plan.anyone();
      const value = plan.mostly(challengeBond, () => challengeBond + 1n);
      return {
        ...about(plan, 'challenge', id, job, from, index),
        value,
        at: plan.soonOr(windowEnd(plan.world, job)),
      };
    },
  },
  challengeDelivery: {
    weight: 3,
    plan: (plan) => {
      const found = plan.entry(
        plan.world.jobs.jobs,
        (job) => (job.bondLocked && isPrivate(job.terms)) || plan.luck.chance(0.5),
      );
      if (found === undefined) return undefined;
      const [id, job] = found;
      const value = plan.mostly(challengeBond, () => 0n);
      const from = plan.rightly(job.terms.requester);
      return { ...about(plan, 'challengeDelivery', id, job, from, plan.word()), value };
    },
  },
  open: {
    weight: 16,
    plan: (plan) => {
      const found = aDispute(plan, PHASE.Opening);
      if (found === undefined || plan.luck.chance(15)) return undefined;
      const [id, index, dispute, job] = found;
      const opening = openingFor(plan, id, index);
      const jury = plan.mostly(dispute.jury, () => ({ ...dispute.jury, challenger: plan.anyone() }));
      const call = about(
        plan,
        'open',
        id,
        job,
        plan.mostly(job.node, () => plan.anyone()),
        index,
        jury,
        opening,
      );
      return { ...call, at: plan.soonOr(dispute.phaseEndsAt) };
    },
  },
  drawJury: {
    weight: 16,
    plan: (plan) => {
      const found = aDispute(plan, PHASE.Drawing);
      if (found === undefined) return undefined;
      const [id, index, dispute, job] = found;
      if (plan.env.block < dispute.seedBlock && plan.luck.chance(90)) return undefined;
      const jury = plan.mostly(dispute.jury, () => ({ ...dispute.jury, leaf: plan.word() }));
      const at = plan.soonOr(dispute.openedAt + DISPUTE_PARAMETERS.maxDuration);
      return { ...about(plan, 'drawJury', id, job, plan.anyone(), index, jury), at };
    },
  },
  postKeys: {
    weight: 14,
    plan: (plan) => {
      const found = aDispute(plan, PHASE.Keys);
      if (found === undefined || plan.luck.chance(20)) return undefined;
      const [id, index, dispute, job] = found;
      const call = about(plan, 'postKeys', id, job, plan.rightly(job.node), index, plan.digest());
      return { ...call, at: plan.soonOr(dispute.phaseEndsAt) };
    },
  },
  resolve: {
    weight: 14,
    plan: (plan) => {
      const phases = [PHASE.Opening, PHASE.Drawing, PHASE.Keys, PHASE.Voting, PHASE.Voting, PHASE.Voting];
      const found = aDispute(plan, plan.luck.pick(phases)!);
      if (found === undefined) return undefined;
      const [id, index, dispute, job] = found;
      const at = endOf(plan, job, dispute);
      if (at > plan.env.now + 200n && plan.luck.chance(98)) return undefined;
      const jury = plan.mostly(dispute.jury, () => ({ ...dispute.jury, second: dispute.jury.first }));
      return { ...about(plan, 'resolve', id, job, plan.anyone(), index, jury), at: plan.notBefore(at) };
    },
  },
  resolveAgain: {
    weight: 0.2,
    plan: (plan) => {
      const found = aDispute(plan, PHASE.Ended);
      if (found === undefined) return undefined;
      const [id, index, dispute, job] = found;
      return about(plan, 'resolve', id, job, plan.anyone(), index, dispute.jury);
    },
  },
};

/** A dispute in a phase, with its job; in a few cases one in another phase. */
export function aDispute(plan: Plan, phase: bigint): [bigint, bigint, Dispute, Job] | undefined {
  const found = plan.entry(
    plan.world.disputes.disputes,
    (one) => one.phase === phase || plan.luck.chance(0.2),
  );
  if (found === undefined) return undefined;
  const [id, index] = found[0].split(' ').map(BigInt) as [bigint, bigint];
  return [id, index, found[1], plan.world.jobs.jobs.get(id)!];
}

const isJudgeable = ({ bondLocked, terms, submission }: Job): boolean =>
  bondLocked && submission !== undefined && terms.work.mode === MODE.Audit;

/** When a dispute could be ended: after the phase, sometimes only at the end of all time. */
function endOf({ luck, env }: Plan, { bondLocked }: Job, dispute: Dispute): bigint {
  const cap = dispute.openedAt + DISPUTE_PARAMETERS.maxDuration;
  if (!bondLocked && dispute.phase !== PHASE.Voting) return env.now;
  if (dispute.phase === PHASE.Drawing) return cap;
  const sitting = dispute.round === 1n ? dispute.jury.first : dispute.jury.second;
  const heard = dispute.phase === PHASE.Voting && dispute.revealed.size === sitting.length;
  if (heard) return env.now;
  if (luck.chance(2)) return cap;
  return dispute.phase === PHASE.Voting ? dispute.revealEndsAt : dispute.phaseEndsAt;
}

function openingFor(plan: Plan, id: bigint, index: bigint): Opening {
  const at = Number(index);
  const trace = plan.memory.traces.get(id) ?? [];
  const leaves = leavesOf(plan, id);
  if (index === DELIVERY || trace[at] === undefined) return NO_OPENING;
  const before = trace[at - 1];
  const isLast = at === trace.length - 1;
  const right = {
    leaf: leaves[at]!,
    path: pathOf(leaves, at),
    stateBefore: before?.stateHash ?? NO_DIGEST,
    sealBefore: before === undefined ? NO_DIGEST : sealOf(before.secret),
    pathBefore: before === undefined ? [] : pathOf(leaves, at - 1),
    exportSeal: isLast ? sealOf(trace[at]!.secret) : NO_DIGEST,
  };
  return plan.mostly(right, () =>
    plan.luck.pick([
      { ...right, leaf: plan.word() },
      { ...right, stateBefore: plan.word() },
      { ...right, exportSeal: plan.word() },
      { ...right, path: right.path.slice(1) },
    ] as const),
  );
}

const NO_OPENING: Opening = {
  leaf: NO_DIGEST,
  path: [],
  stateBefore: NO_DIGEST,
  sealBefore: NO_DIGEST,
  pathBefore: [],
  exportSeal: NO_DIGEST,
};
