import { BigInt, log } from '@graphprotocol/graph-ts';
import {
  ChallengeOpened,
  DisputeEnded,
  JuryDrawn,
  KeysPosted,
  LeavesOpened,
} from '../../generated/Disputes/Disputes';
import { Challenge, Job } from '../../generated/schema';
import { placeId } from '../id';
import { challengeKind, challengeOutcome } from '../words';

export function createChallenge(job: Job, event: ChallengeOpened): void {
  const challenge = new Challenge(placeId(event.params.jobId, event.params.index));
  challenge.job = job.id;
  challenge.index = event.params.index;
  challenge.kind = challengeKind(event.params.kind);
  challenge.challenger = event.params.challenger;
  challenge.bondWei = event.params.bond;
  challenge.isBondStake = event.params.fromStake;
  challenge.phase = 'OPENING';
  challenge.round = 0;
  challenge.openingEndsAt = event.params.openingEndsAt;
  challenge.openedAt = event.block.timestamp;
  challenge.openedTx = event.transaction.hash;
  challenge.save();
}

export function getChallenge(jobId: BigInt, index: BigInt): Challenge | null {
  const challenge = Challenge.load(placeId(jobId, index));
  if (challenge === null) {
    log.error('There is no challenge of leaf {} of job {}', [index.toString(), jobId.toString()]);
  }
  return challenge;
}

export function openLeaves(challenge: Challenge, event: LeavesOpened): void {
  challenge.leaf = event.params.leaf;
  if (challenge.kind == 'STEP' || challenge.kind == 'EXPORT') {
    challenge.stateBefore = event.params.stateBefore;
    challenge.sealBefore = event.params.sealBefore;
  }
  if (challenge.kind == 'EXPORT') challenge.exportSeal = event.params.exportSeal;
  challenge.leavesOpenedAt = event.block.timestamp;
  waitForDraw(challenge, event.params.seedBlock);
}

export function waitForDraw(challenge: Challenge, seedBlock: BigInt): void {
  challenge.phase = 'DRAWING';
  challenge.seedBlock = seedBlock;
  challenge.save();
}

/** A jury was drawn: it votes, or waits for the node's keys where the inputs are private. */
export function setRound(challenge: Challenge, event: JuryDrawn): void {
  const waitsForKeys = event.params.commitEndsAt.isZero();
  challenge.phase = waitsForKeys ? 'KEYS' : 'VOTING';
  challenge.round = event.params.round.toI32();
  challenge.keysEndAt = waitsForKeys ? event.params.keysEndAt : null;
  challenge.commitEndsAt = waitsForKeys ? null : event.params.commitEndsAt;
  challenge.save();
}

export function postKeys(challenge: Challenge, event: KeysPosted): void {
  challenge.phase = 'VOTING';
  challenge.keysDigest = event.params.keysDigest;
  challenge.commitEndsAt = event.params.commitEndsAt;
  challenge.save();
}

export function endChallenge(challenge: Challenge, event: DisputeEnded): void {
  challenge.phase = 'ENDED';
  challenge.outcome = challengeOutcome(event.params.outcome);
  challenge.endedAt = event.block.timestamp;
  challenge.endedTx = event.transaction.hash;
  challenge.save();
}
