import { NO_DIGEST } from '../../core/hex.ts';
import type { AuditDraw, Audits, Finding } from '../../disputes/dispute.ts';
import { hashed, leafHash, pathOf, sealOf } from '../../disputes/trace-tree.ts';
import type { Job } from '../../jobs/job.ts';
import type { Act, Kind } from '../kind.ts';
import type { Plan } from '../plan.ts';
import { truthOf } from '../trace.ts';
import { submissionOf, termsOf } from './job-kinds.ts';

const NOTHING: AuditDraw = { auditors: [], indices: [] };

/** How audits are drawn, answered and closed. */
export const auditKinds: Readonly<Record<string, Kind>> = {
  drawAudits: {
    weight: 14,
    plan: (plan) => {
      const { audits } = plan.world.disputes;
      const [id, job] =
        plan.entry(plan.world.jobs.jobs, ({ review, bondLocked }, jobId) => {
          const drawn = (audits.get(jobId)?.endsAt ?? 0n) > 0n;
          const seedBlock = audits.get(jobId)?.seedBlock || review.seedBlock;
          const known = plan.env.block >= seedBlock || plan.luck.chance(3);
          return (review.openAudits > 0n && bondLocked && !drawn && known) || plan.luck.chance(0.1);
        }) ?? [];
      return job && about(plan, 'drawAudits', id!, job, plan.anyone());
    },
  },
  audit: {
    weight: 20,
    plan: (plan) => {
      const found = somePending(plan, ({ keysMissing }) => !keysMissing || plan.luck.chance(2));
      if (found === undefined || plan.luck.chance(12)) return undefined;
      const [id, job, audits] = found;
      const place = plan.luck.pick([...audits.pending])!;
      const index = audits.draw!.indices[place]!;
      const finding = plan.mostly(findingOf(id, index), () => ({
        stateHash: plan.word(),
        proof: plan.word(),
      }));
      const agrees =
        leafHash(id, index, finding.stateHash, hashed(finding.proof, 1)) ===
        leavesOf(plan, id)[Number(index)];
      const fn = (agrees && plan.luck.chance(96)) || plan.luck.chance(4) ? 'audit' : 'failAudit';
      const draw = plan.mostly(audits.draw!, () => NOTHING);
      const seat = plan.mostly(BigInt(place), () => plan.luck.between(0n, 9n));
      const shown = plan.mostly(finding, () => ({ stateHash: NO_DIGEST, proof: NO_DIGEST }));
      const path = pathOf(leavesOf(plan, id), Number(index));
      const args =
        fn === 'audit' ? [draw, seat, shown, plan.mostly(path, () => path.slice(1))] : [draw, seat];
      const from = plan.rightly(audits.draw!.auditors[place]!);
      return { ...about(plan, fn, id, job, from, ...args), at: plan.soonOr(audits.endsAt) };
    },
  },
  postAuditKeys: {
    weight: 12,
    plan: (plan) => {
      const found = somePending(plan, ({ keysMissing }) => keysMissing || plan.luck.chance(1));
      if (found === undefined || plan.luck.chance(25)) return undefined;
      const [id, job, audits] = found;
      const from = plan.rightly(job.node);
      return {
        ...about(plan, 'postAuditKeys', id, job, from, plan.digest()),
        at: plan.soonOr(audits.endsAt),
      };
    },
  },
  closeAudits: {
    weight: 3,
    plan: (plan) => {
      const [id, audits] =
        plan.entry(plan.world.disputes.audits, (one) => isDue(one) || plan.luck.chance(1)) ?? [];
      if (audits === undefined) return undefined;
      const job = plan.world.jobs.jobs.get(id!)!;
      if (job.bondLocked && audits.endsAt > plan.env.now + 300n && plan.luck.chance(97)) return undefined;
      const draw = plan.mostly(audits.draw ?? NOTHING, () => NOTHING);
      const at = job.bondLocked ? plan.notBefore(audits.endsAt) : undefined;
      return { ...about(plan, 'closeAudits', id!, job, plan.anyone(), draw), at };
    },
  },
};

/** A call about a job whose result was handed in. */
export function about(
  plan: Plan,
  fn: string,
  id: bigint,
  job: Job,
  from: `0x${string}`,
  ...args: unknown[]
): Act {
  return { from, to: 'disputes', fn, args: [id, termsOf(plan, job), submissionOf(plan, job), ...args] };
}

/** The leaves that the node of a job has handed in. */
export const leavesOf = ({ memory }: Plan, jobId: bigint): `0x${string}`[] =>
  (memory.traces.get(jobId) ?? []).map(({ stateHash, secret }, i) =>
    leafHash(jobId, BigInt(i), stateHash, sealOf(secret)),
  );

const isDue = ({ pending, reseeded, endsAt }: Audits): boolean =>
  pending.size > 0 || (reseeded && endsAt === 0n);

function findingOf(jobId: bigint, index: bigint): Finding {
  const { stateHash, secret } = truthOf(jobId, index);
  return { stateHash, proof: hashed(secret, 2) };
}

function somePending(plan: Plan, fits: (audits: Audits) => boolean): [bigint, Job, Audits] | undefined {
  const found = plan.entry(plan.world.disputes.audits, (one) => one.pending.size > 0 && fits(one));
  if (found === undefined) return undefined;
  return [found[0], plan.world.jobs.jobs.get(found[0])!, found[1]];
}
