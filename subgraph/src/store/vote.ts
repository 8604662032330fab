import { BigInt, Bytes, ethereum, log } from '@graphprotocol/graph-ts';
import { Committed, JurorSlashed, Revealed } from '../../generated/Disputes/Disputes';
import { Challenge, Vote } from '../../generated/schema';
import { pairId } from '../id';

export function createVote(challenge: Challenge, juror: Bytes, position: i32, event: ethereum.Event): void {
  const vote = new Vote(pairId(challenge.id, juror));
  vote.challenge = challenge.id;
  vote.juror = juror;
  vote.round = challenge.round;
  vote.position = position;
  vote.slashedWei = BigInt.zero();
  vote.drawnAt = event.block.timestamp;
  vote.save();
}

export function commitVote(challenge: Challenge, event: Committed): void {
  const vote = getVote(challenge, event.params.juror);
  if (vote === null) return;
  vote.commitment = event.params.commitment;
  vote.committedAt = event.block.timestamp;
  vote.save();
}

export function revealVote(challenge: Challenge, event: Revealed): void {
  const vote = getVote(challenge, event.params.juror);
  if (vote === null) return;
  vote.foundState = event.params.finding.stateHash;
  vote.foundProof = event.params.finding.proof;
  vote.revealedAt = event.block.timestamp;
  vote.save();
}

export function slashVote(challenge: Challenge, event: JurorSlashed): void {
  const vote = getVote(challenge, event.params.juror);
  if (vote === null) return;
  vote.slashedWei = vote.slashedWei.plus(event.params.slice);
  vote.save();
}

function getVote(challenge: Challenge, juror: Bytes): Vote | null {
  const vote = Vote.load(pairId(challenge.id, juror));
  if (vote === null) log.error('{} is no juror', [juror.toHexString()]);
  return vote;
}
