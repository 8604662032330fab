import type { World } from '../core/world.ts';
import type { Job } from '../jobs/job.ts';
import { MODE, STATE, VERDICT } from '../jobs/job.ts';
import { classOf } from '../nodes/class-of.ts';
import { SEAL } from './dispute.ts';

/** What a page may say of a result that was handed in. */
export function sealOf(world: World, { state, bondLocked, review, terms }: Job): bigint {
  if (review.verdict === VERDICT.Refuted) return SEAL.Refuted;
  if (review.verdict === VERDICT.Void) return SEAL.Trusted;
  if (state !== STATE.Settled) return SEAL.None;
  const someonesWord = bondLocked || terms.work.mode === MODE.Accept;
  if (someonesWord || !classOf(world, terms.work.class).isProof) return SEAL.Trusted;
  return review.passedAudits > 0n ? SEAL.Proven : SEAL.Unchallenged;
}
