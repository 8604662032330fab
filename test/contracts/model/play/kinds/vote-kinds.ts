import { encodePacked, keccak256 } from 'viem';
import type { Hex } from 'viem';
import { NO_DIGEST } from '../../core/hex.ts';
import { RIGHT } from '../../disputes/challenge.ts';
import type { Dispute, Finding } from '../../disputes/dispute.ts';
import { DELIVERY, PHASE, voteKey } from '../../disputes/dispute.ts';
import { sitting } from '../../disputes/find.ts';
import { hashed } from '../../disputes/trace-tree.ts';
import { commitmentOf } from '../../disputes/vote.ts';
import type { Kind } from '../kind.ts';
import type { Plan } from '../plan.ts';
import { truthOf } from '../trace.ts';
import { aDispute } from './dispute-kinds.ts';

/** How jurors commit and reveal. */
export const voteKinds: Readonly<Record<string, Kind>> = {
  commit: {
    weight: 40,
    plan: (plan) => {
      const found = aDispute(plan, PHASE.Voting);
      if (found === undefined) return undefined;
      const [id, index, dispute] = found;
      const { votes } = plan.world.disputes;
      const seats = sitting(dispute);
      const silent = seats.filter((juror) => !votes.has(voteKey(id, index, juror)));
      const juror = plan.luck.pick(silent.length > 0 && plan.luck.chance(99) ? silent : seats);
      if (juror === undefined || plan.env.now >= dispute.phaseEndsAt + 60n) return undefined;
      if (moodOf(id, index) === 'silent' && plan.luck.chance(90)) return undefined;
      const finding = findingFor(plan, id, index, dispute);
      const salt = plan.word();
      if (silent.includes(juror)) plan.memory.votes.set(voteKey(id, index, juror), { finding, salt });
      const right = commitmentOf(plan.env, id, index, juror, finding, salt);
      const commitment = plan.mostly(right, () => plan.luck.pick([NO_DIGEST, RIGHT, plan.word()] as const));
      const args = [id, index, juryOf(plan, dispute), placeOf(plan, seats, juror), commitment];
      return {
        from: plan.rightly(juror),
        to: 'disputes',
        fn: 'commit',
        args,
        at: plan.soonOr(dispute.phaseEndsAt),
      };
    },
  },
  reveal: {
    weight: 40,
    plan: (plan) => {
      const found = aDispute(plan, PHASE.Voting);
      if (found === undefined) return undefined;
      const [id, index, dispute] = found;
      const { votes } = plan.world.disputes;
      const seats = sitting(dispute);
      const shut = seats.filter(
        (one) =>
          votes.get(voteKey(id, index, one))?.shown === undefined && votes.has(voteKey(id, index, one)),
      );
      const mute = seats.filter((one) => !votes.has(voteKey(id, index, one)));
      const early = dispute.phaseEndsAt > plan.env.now + 20n;
      if (early && plan.luck.chance(mute.length > 0 ? 97 : 60)) return undefined;
      const juror = plan.luck.pick(
        shut.length > 0 && plan.luck.chance(99) ? shut : plan.luck.chance(2) ? seats : [],
      );
      if (juror === undefined || plan.luck.chance(5)) return undefined;
      const kept = plan.memory.votes.get(voteKey(id, index, juror)) ?? { finding: NOTHING, salt: NO_DIGEST };
      const finding = plan.mostly(kept.finding, () => NOTHING);
      const args = [id, index, juryOf(plan, dispute), placeOf(plan, seats, juror), finding, kept.salt];
      return {
        from: plan.rightly(juror),
        to: 'disputes',
        fn: 'reveal',
        args,
        at: plan.notBefore(dispute.phaseEndsAt),
      };
    },
  },
};

const NOTHING: Finding = { stateHash: NO_DIGEST, proof: NO_DIGEST };
const MOODS = [
  'honest',
  'honest',
  'honest',
  'honest',
  'bribed',
  'bribed',
  'split',
  'split',
  'blind',
  'silent',
] as const;

/** How the jurors of a dispute behave, always the same in one dispute. */
const moodOf = (id: bigint, index: bigint): (typeof MOODS)[number] =>
  MOODS[Number(BigInt(keccak256(encodePacked(['uint256', 'uint256'], [id, index]))) % BigInt(MOODS.length))]!;

function findingFor(plan: Plan, id: bigint, index: bigint, { round }: Dispute): Finding {
  const { luck } = plan;
  const mood = moodOf(id, index);
  if (luck.chance(4)) return { stateHash: plan.word(), proof: plan.word() };
  if ((mood === 'blind' && luck.chance(75)) || luck.chance(2)) return NOTHING;
  if (index === DELIVERY) {
    const stateHash = plan.world.jobs.jobs.get(id)!.submission!.deliveryDigest;
    const wrong: Hex = `${RIGHT.slice(0, -1) as Hex}2`;
    const isRight = mood === 'split' ? luck.chance(50) : mood === 'honest';
    return { stateHash, proof: isRight ? RIGHT : wrong };
  }
  const handedIn = plan.memory.traces.get(id)?.[Number(index)];
  const honest = mood === 'split' ? luck.chance(50) : mood !== 'bribed';
  const { stateHash, secret } = honest || handedIn === undefined ? truthOf(id, index) : handedIn;
  if (mood === 'split' && luck.chance(25)) return { stateHash: plan.word(), proof: secret };
  return { stateHash, proof: hashed(secret, round === 1n ? 1 : 0) };
}

const juryOf = (plan: Plan, { jury }: Dispute) =>
  plan.mostly(jury, () => ({ ...jury, challenger: plan.luck.pick(plan.cast.users)! }));

const placeOf = (plan: Plan, seats: readonly Hex[], juror: Hex): bigint =>
  plan.mostly(BigInt(seats.indexOf(juror)), () => plan.luck.between(0n, 12n));
