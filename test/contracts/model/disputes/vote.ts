import { encodeAbiParameters, keccak256 } from 'viem';
import type { Hex } from 'viem';
import type { Call } from '../core/call.ts';
import type { Env } from '../core/env.ts';
import { NO_DIGEST } from '../core/hex.ts';
import type { Dispute, Finding, Jury } from './dispute.ts';
import { DELIVERY, PHASE, voteKey } from './dispute.ts';
import { findDispute, requireBefore, requireJury } from './find.ts';
import { hashed, leafHash } from './trace-tree.ts';

/** Commits to a finding, by a juror of the round. */
export function commit(
  call: Call,
  jobId: bigint,
  index: bigint,
  jury: Jury,
  place: bigint,
  commitment: Hex,
): void {
  const dispute = findSeated(call, jobId, index, jury, place);
  if (dispute === undefined) return;
  const { votes } = call.world.disputes;
  const key = voteKey(jobId, index, call.from);
  requireBefore(call, jobId, index, dispute.phaseEndsAt);
  call.require(BigInt(commitment) > 1n, 'Disputes_ZeroCommitment');
  call.require(!votes.has(key), 'Disputes_AlreadyCommitted', jobId, index, call.from);
  if (call.refused) return;
  votes.set(key, { commitment: evened(commitment), shown: undefined });
  call.emit('disputes', 'Committed', { jobId, index, juror: call.from, commitment });
}

/** Reveals a committed finding, after the commitments' time. */
export function reveal(
  call: Call,
  jobId: bigint,
  index: bigint,
  jury: Jury,
  place: bigint,
  finding: Finding,
  salt: Hex,
): void {
  const dispute = findSeated(call, jobId, index, jury, place);
  if (dispute === undefined) return;
  const vote = call.world.disputes.votes.get(voteKey(jobId, index, call.from));
  const { phaseEndsAt, revealEndsAt, round } = dispute;
  call.require(call.env.now >= phaseEndsAt, 'Disputes_TooEarly', jobId, index, phaseEndsAt);
  requireBefore(call, jobId, index, revealEndsAt);
  call.require(vote?.shown === undefined, 'Disputes_AlreadyRevealed', jobId, index, call.from);
  const committed = evened(commitmentOf(call.env, jobId, index, call.from, finding, salt));
  const keeps = vote !== undefined && vote.commitment === committed;
  call.require(keeps, 'Disputes_CommitmentMismatch', jobId, index, call.from);
  if (call.refused || vote === undefined) return;
  vote.shown = leafOf(jobId, index, round, finding);
  dispute.revealed = new Set([...dispute.revealed, Number(place)]);
  call.emit('disputes', 'Revealed', { jobId, index, juror: call.from, finding });
}

/** What a juror commits to: its finding, bound to chain, contract, dispute and juror, under a salt. */
export const commitmentOf = (
  env: Env,
  jobId: bigint,
  index: bigint,
  juror: Hex,
  finding: Finding,
  salt: Hex,
): Hex =>
  keccak256(
    encodeAbiParameters(
      ['uint256', 'address', 'uint256', 'uint256', 'address', 'bytes32', 'bytes32', 'bytes32'].map(
        (type) => ({ type }),
      ),
      [env.chainId, env.at.disputes, jobId, index, juror, finding.stateHash, finding.proof, salt],
    ),
  );

/** A word without its lowest bit. */
export const evened = (word: Hex): Hex => `0x${(BigInt(word) & ~1n).toString(16).padStart(64, '0')}`;
/** A word with its lowest bit. */
export const odd = (word: Hex): Hex => `0x${(BigInt(word) | 1n).toString(16).padStart(64, '0')}`;

/** The leaf that a juror's finding makes: a second jury shows the secret itself, the first its hash. */
function leafOf(
  jobId: bigint,
  index: bigint,
  round: bigint,
  { stateHash, proof }: Finding,
): Hex | 'unavailable' {
  if (stateHash === NO_DIGEST && proof === NO_DIGEST) return 'unavailable';
  const toSeal = index === DELIVERY ? 0 : round === 1n ? 2 : 3;
  return leafHash(jobId, index, stateHash, hashed(proof, toSeal));
}

function findSeated(
  call: Call,
  jobId: bigint,
  index: bigint,
  jury: Jury,
  place: bigint,
): Dispute | undefined {
  const dispute = findDispute(call, jobId, index, PHASE.Voting);
  if (dispute === undefined) return undefined;
  requireJury(call, jobId, index, dispute, jury);
  const seats = dispute.round === 1n ? jury.first : jury.second;
  call.require(seats[Number(place)] === call.from, 'Disputes_NotJuror', jobId, index, call.from);
  return dispute;
}
